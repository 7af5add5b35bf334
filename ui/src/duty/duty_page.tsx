import { Button, Heading } from "@digdir/designsystemet-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ReactElement, RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router";
import type { Duty } from "../api/duty";
import type { NamedUnit } from "../api/unit";
import { watched_units } from "../session/grants";
import { usePerson } from "../session/session_context";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { Stale } from "../shell/stale";
import { useClock } from "../time/use_clock";
import { add_days, day_of, is_day, monday_of, start_of, week_number } from "../time/zone";
import type { Day } from "../time/zone";
import { UnitPage } from "../unit/unit_page";
import { short_day } from "./day_words";
import { GapList } from "./gap_list";
import { NowOnDuty } from "./now_on_duty";
import { SpanForm } from "./span_form";
import { useDuty } from "./use_duty";
import { DAYS_IN_WEEK } from "./week";
import { WeekTable } from "./week_table";

const GAP_DAYS = 14;

export default function DutyPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <UnitPage title={t("rota.title")} units_of={watched_units}>
      {(unit) => <DutyOfUnit key={unit.id} unit={unit} />}
    </UnitPage>
  );
}

function DutyOfUnit({ unit }: { unit: NamedUnit }): ReactElement {
  const { t } = useTranslation();
  const { now, zone } = useClock();
  const person = usePerson();
  const [params] = useSearchParams();
  const today = day_of(now, zone);
  const asked = params.get("week") ?? "";
  const monday = monday_of(is_day(asked) ? asked : today);
  const week = useDuty(unit.id, monday, DAYS_IN_WEEK);
  const ahead = useDuty(unit.id, today, GAP_DAYS);
  const [struck, set_struck] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);

  const after_strike = (): void => {
    set_struck(true);
    // The button goes with its row.
    heading.current?.focus();
  };

  if (week.isPending) return <Loading />;
  if (week.data === undefined) {
    const retry = (): void => void week.refetch();
    return <Failed error={week.error} title={t("rota.failed")} on_retry={retry} />;
  }
  // Another week's days are not to be taken for this one's.
  const loading = week.isPlaceholderData;
  return (
    <div className="stack">
      {!loading && <Stale at={week.dataUpdatedAt} failing={week.isError} />}
      <NowOnDuty now={week.data.now} />
      <section className="stack">
        <Heading level={2} data-size="xs">
          {t("rota.gaps")}
        </Heading>
        <GapsAhead ahead={ahead} />
      </section>
      <WeekChoice monday={monday} today={today} heading={heading} />
      <p className="count" role="status">
        {struck && t("rota.struck")}
      </p>
      {loading ? (
        <Loading />
      ) : (
        <WeekTable
          duty={week.data}
          monday={monday}
          may_plan={may(week.data, "plan")}
          own={person.id}
          on_struck={after_strike}
        />
      )}
      <Planning duty={week.data} day={monday > today ? monday : today} />
    </div>
  );
}

function GapsAhead({ ahead }: { ahead: UseQueryResult<Duty> }): ReactElement {
  const { t } = useTranslation();
  const { now } = useClock();
  if (ahead.isPending || ahead.isPlaceholderData) return <Loading />;
  if (ahead.data === undefined) {
    const retry = (): void => void ahead.refetch();
    return <Failed error={ahead.error} title={t("rota.failed")} on_retry={retry} />;
  }
  const later = ahead.data.gaps.filter(({ until }) => Date.parse(until) > now.getTime());
  return (
    <>
      {ahead.isError && <Stale at={ahead.dataUpdatedAt} failing />}
      <GapList gaps={later} />
    </>
  );
}

interface ChoiceProps {
  monday: Day;
  today: Day;
  heading: RefObject<HTMLHeadingElement | null>;
}

function WeekChoice({ monday, today, heading }: ChoiceProps): ReactElement {
  const { t } = useTranslation();
  const clock = useClock();
  const [params] = useSearchParams();
  const { state } = useLocation();
  const address = (day: Day): string => {
    const next = new URLSearchParams(params);
    next.set("week", day);
    return `?${next.toString()}`;
  };
  const day_words = (day: Day): string => short_day(start_of(day, clock.zone), clock);
  const title = t("rota.week", {
    number: week_number(monday),
    from: day_words(monday),
    until: day_words(add_days(monday, DAYS_IN_WEEK - 1)),
  });
  const steps = [
    ["previous", add_days(monday, -DAYS_IN_WEEK)],
    ["this_week", monday_of(today)],
    ["next", add_days(monday, DAYS_IN_WEEK)],
  ] as const;
  return (
    <div className="split">
      <Heading level={2} data-size="xs" tabIndex={-1} ref={heading}>
        {title}
      </Heading>
      <nav className="switch screen-only" aria-label={t("rota.weeks")}>
        {steps.map(([step, day]) => (
          <Link
            key={step}
            to={address(day)}
            state={state}
            aria-current={day === monday ? "true" : undefined}
          >
            {t(`rota.${step}`)}
          </Link>
        ))}
      </nav>
    </div>
  );
}

function may({ acts }: Duty, what: "plan" | "enter_leave"): boolean {
  return acts.some(({ name, allowed }) => name === what && allowed);
}

interface PlanningProps {
  duty: Duty;
  day: Day;
}

/** Whoever leads the unit plans its duty; everybody may enter their own leave. */
function Planning({ duty, day }: PlanningProps): ReactElement | null {
  const { t } = useTranslation();
  const person = usePerson();
  const [form, set_form] = useState<"shift" | "leave" | null>(null);
  const [done, set_done] = useState("");
  const planner = may(duty, "plan");
  if (!planner && !may(duty, "enter_leave")) return null;

  const begin = (kind: "shift" | "leave"): void => {
    set_done("");
    set_form(kind);
  };
  const finish = (stored: number): void => {
    set_done(form === "leave" ? t("rota.leave_saved") : t("rota.saved", { count: stored }));
    set_form(null);
  };
  return (
    <section className="stack screen-only">
      <p className="count" role="status">
        {done}
      </p>
      {form === null ? (
        <div className="buttons">
          {planner && (
            <Button variant="secondary" onClick={() => begin("shift")}>
              {t("rota.add_shift")}
            </Button>
          )}
          <Button variant="secondary" onClick={() => begin("leave")}>
            {t(planner ? "rota.add_leave" : "rota.add_own_leave")}
          </Button>
        </div>
      ) : (
        <SpanForm
          key={form}
          kind={form}
          unit={duty.unit.id}
          day={day}
          own={planner ? undefined : person.id}
          on_done={finish}
          on_cancel={() => set_form(null)}
        />
      )}
    </section>
  );
}
