import { Alert } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Span } from "../api/duty";
import { useClock } from "../time/use_clock";
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
              until: day_instant(new Date(until), clock),
            })}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
