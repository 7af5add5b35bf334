import type { TFunction } from "i18next";
import type { Unopened } from "../api/report";
import type { LocalClock } from "../time/use_clock";
import { short_instant } from "../time/words";

/** That nobody has opened a report in time, for whoever sent it. */
export function late_words(t: TFunction, { due, told_at }: Unopened, clock: LocalClock): string {
  const late = t("sent.unopened_late", { due: short_instant(new Date(due), clock) });
  if (told_at === undefined) return late;
  return `${late} ${t("sent.unopened_told", { when: short_instant(new Date(told_at), clock) })}`;
}
