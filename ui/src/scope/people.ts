import { filled } from "../text/page_texts";

export interface Hidden {
  reason: string;
  count: number;
}

/** Of all pages together, the most first. */
export function hidden_in_all(hidden: readonly Hidden[]): Hidden[] {
  const counts = new Map<string, number>();
  for (const { reason, count } of hidden) counts.set(reason, (counts.get(reason) ?? 0) + count);
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((a, b) => b.count - a.count);
}

/** Whom a report concerns; that nobody is named is said too. */
export function people_words(
  people: readonly string[],
  text: { people_named: string; people_unnamed: string; people_none: string },
): string {
  if (people.length === 0) return text.people_none;
  const names = people.map((name) => (name.trim() === "" ? text.people_unnamed : name));
  return filled(text.people_named, { names: names.join(", ") });
}
