import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Level } from "../api/coverage";
import { day_instant, short_day } from "../duty/day_words";
import { CardCell, CardTable } from "../shell/card_table";
import { Table } from "@digdir/designsystemet-react";
import { useClock } from "../time/use_clock";
import { CountTag } from "./count_tag";
import { bars_of, joined } from "./levels";

const WIDTH = 1000;
const HEIGHT = 100;

interface Props {
  timeline: Level[];
  needed: number;
}

/** The days ahead as bars for the eye, and the same as a table for everybody. */
export function TimelineBars({ timeline, needed }: Props): ReactElement | null {
  const { t } = useTranslation();
  const clock = useClock();
  const levels = joined(timeline);
  const first = levels[0];
  const last = levels.at(-1);
  if (first === undefined || last === undefined) return null;
  const day = (at: string): string => short_day(new Date(at), clock);
  return (
    <figure className="timeline-bars">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        focusable="false"
      >
        {bars_of(levels, needed).map(({ x, width, height, level }) => (
          <rect
            key={x}
            className={`bar-${level}`}
            x={x * WIDTH}
            width={width * WIDTH}
            y={(1 - height) * HEIGHT}
            height={height * HEIGHT}
          />
        ))}
      </svg>
      <figcaption className="split muted">
        <span>{day(first.from)}</span>
        <span>{day(last.until)}</span>
      </figcaption>
      <details className="menu">
        <summary>{t("coverage.as_table")}</summary>
        <CardTable
          columns={[t("coverage.from"), t("coverage.until"), t("coverage.who_can")]}
          caption={t("coverage.ahead")}
        >
          {levels.map(({ from, until, count }) => (
            <Table.Row role="row" key={from}>
              <CardCell label={t("coverage.from")}>{day_instant(new Date(from), clock)}</CardCell>
              <CardCell label={t("coverage.until")}>{day_instant(new Date(until), clock)}</CardCell>
              <CardCell label={t("coverage.who_can")}>
                <CountTag count={count} needed={needed} />
              </CardCell>
            </Table.Row>
          ))}
        </CardTable>
      </details>
    </figure>
  );
}
