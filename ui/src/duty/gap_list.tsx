import { Alert } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Span } from "../api/duty";
import { useClock } from "../time/use_clock";
import type { LocalClock } from "../time/use_clock";
import { day_of, time_of } from "../time/zone";
import { day_instant } from "./day_words";

/** When nobody has duty, in words. */
export function GapList({ gaps }: { gaps: Span[] }): ReactElement {
  const { t } = useTranslation();
  const clock = useClock();
  if (gaps.length === 0) return <p>{t("rota.gaps_none")}</p>;
  return (
    <Alert data-color="warning">
      <ul className="plain-list">
        {gaps.map(({ from, until }) => (
          <li key={from}>
            {t("rota.gap", {
              from: day_instant(new Date(from), clock),
              until: end_of({ from, until }, clock),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** The day of the end is said only where it is another one. */
function end_of({ from, until }: Span, clock: LocalClock): string {
  const end = new Date(until);
  const same_day = day_of(new Date(from), clock.zone) === day_of(end, clock.zone);
  return same_day ? time_of(end, clock.zone) : day_instant(end, clock);
}
