import { Table, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Duty } from "../api/duty";
import { useClock } from "../time/use_clock";
import { day_of, start_of, week_number } from "../time/zone";
import type { Day } from "../time/zone";
import { day_name, weekday_time } from "./day_words";
import { StrikeButton } from "./strike_button";
import { hours_words, is_whole_day, week_of } from "./week";
import type { DutyDay, Part } from "./week";

interface Props {
  duty: Duty;
  monday: Day;
  /** Whoever plans may call off anything, others their own leave. */
  may_plan: boolean;
  own: string;
  on_struck: () => void;
}

/** A week, one row for each day. Cards on phones; the roles keep it a table for screen readers. */
export function WeekTable({ duty, monday, ...editing }: Props): ReactElement {
  const { t } = useTranslation();
  const clock = useClock();
  const columns = ["day", "shifts", "away"] as const;
  const label = t("rota.table", { unit: duty.unit.name, number: week_number(monday) });
  return (
    <Table className="cards rota" role="table" aria-label={label}>
      <Table.Head role="rowgroup">
        <Table.Row role="row">
          {columns.map((column) => (
            <Table.HeaderCell key={column} role="columnheader" scope="col">
              {t(`rota.${column}`)}
            </Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Head>
      <Table.Body role="rowgroup">
        {week_of(duty, monday, clock.zone).map((day) => (
          <DayRow key={day.day} day={day} unit={duty.unit.id} {...editing} />
        ))}
      </Table.Body>
    </Table>
  );
}

/** On phones a cell has its label beside it: an empty one has none. */
function labelled(count: number, label: string): { "data-label"?: string } {
  return count === 0 ? {} : { "data-label": label };
}

interface RowProps {
  day: DutyDay;
  unit: string;
  may_plan: boolean;
  own: string;
  on_struck: () => void;
}

function DayRow({ day, unit, may_plan, own, on_struck }: RowProps): ReactElement {
  const { t } = useTranslation();
  const clock = useClock();
  const { zone, now } = clock;
  const is_today = day_of(now, zone) === day.day;
  const open_hours = day.open.map((part) => hours_words(part, zone)).join(", ");

  /** Where a shift comes from and goes to, when that is not this day. */
  const hours = (part: Part, whole: { from: string; until: string }): string => {
    if (is_whole_day(part, zone) && part.begun === part.goes_on) return t("rota.whole_day");
    const from = new Date(whole.from);
    const until = new Date(whole.until);
    const words = hours_words(part, zone);
    if (part.begun) {
      return t("rota.since", { from: weekday_time(from, clock), until: words.slice(6) });
    }
    if (part.goes_on) {
      return t("rota.until", { from: words.slice(0, 5), until: weekday_time(until, clock) });
    }
    return words;
  };

  return (
    <Table.Row role="row" className={is_today ? "today" : undefined}>
      <Table.Cell role="cell" className="card-title">
        <strong>{day_name(start_of(day.day, zone), clock)}</strong>
        {is_today && <Tag data-color="info">{t("rota.today")}</Tag>}
        <small className="muted">
          {open_hours === "" ? t("rota.closed") : t("rota.hours", { hours: open_hours })}
        </small>
      </Table.Cell>
      <Table.Cell role="cell" {...labelled(day.shifts.length + day.gaps.length, t("rota.shifts"))}>
        <ul className="plain-list">
          {day.shifts.map((part) => (
            <li key={part.shift.id}>
              <span>{hours(part, part.shift)}</span>
              {part.away || part.replaced ? (
                <span>{part.shift.person.name}</span>
              ) : (
                <strong>{part.shift.person.name}</strong>
              )}
              {part.shift.replaces && <small className="muted">{t("rota.replaces")}</small>}
              {part.away && <small className="muted">{t("rota.is_away")}</small>}
              {part.replaced && <small className="muted">{t("rota.is_replaced")}</small>}
              {may_plan && (
                <StrikeButton
                  path={`/duty/shifts/${encodeURIComponent(part.shift.id)}`}
                  kind="shift"
                  unit={unit}
                  on_struck={on_struck}
                  about={`${part.shift.person.name}, ${day_name(part.from, clock)}`}
                />
              )}
            </li>
          ))}
          {day.gaps.map((part) => (
            <li key={part.from.toISOString()} className="gap">
              {t("rota.nobody", { span: hours_words(part, zone) })}
            </li>
          ))}
        </ul>
      </Table.Cell>
      <Table.Cell role="cell" {...labelled(day.leave.length, t("rota.away"))}>
        <ul className="plain-list">
          {day.leave.map((part) => (
            <li key={part.leave.id}>
              <span>{part.leave.person.name}</span>
              {!is_whole_day(part, zone) && <span>{hours_words(part, zone)}</span>}
              {(may_plan || part.leave.person.id === own) && (
                <StrikeButton
                  path={`/duty/leave/${encodeURIComponent(part.leave.id)}`}
                  kind="leave"
                  unit={unit}
                  on_struck={on_struck}
                  about={`${part.leave.person.name}, ${day_name(part.from, clock)}`}
                />
              )}
            </li>
          ))}
        </ul>
      </Table.Cell>
    </Table.Row>
  );
}
