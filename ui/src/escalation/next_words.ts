import type { TFunction } from "i18next";
import type { Escalation } from "../api/escalation";
import { short_instant } from "../time/words";
import type { Clock } from "../time/words";

/** Whom the ladder tells next, and when, if nothing happens. */
export function next_words(
  t: TFunction,
  named: (group: "listener", name: string) => string,
  { next }: Pick<Escalation, "next">,
  clock: Clock,
): string {
  if (!next) return t("escalations.ended");
  const when = short_instant(new Date(next.at), clock);
  return t("escalations.next_step", { when, listener: named("listener", next.listener) });
}
