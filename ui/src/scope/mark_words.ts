import type { useNamed } from "../text/use_named";

/** What a mark is called, in the form as in the notice. */
export function mark_words(
  mark: string,
  text: { mark_erased: string; mark_drill: string },
  named: ReturnType<typeof useNamed>,
): string {
  if (mark === "erased") return text.mark_erased;
  if (mark === "drill") return text.mark_drill;
  return named("milestone", mark);
}
