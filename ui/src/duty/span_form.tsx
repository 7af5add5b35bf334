import { Button, Checkbox, Heading, Textfield } from "@digdir/designsystemet-react";
import { useEffect, useRef, useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { drops_coverage, useOverride } from "../access/use_override";
import { WouldDrop } from "../access/would_drop";
import type { WhatIf } from "../api/coverage";
import { useChange } from "../api/use_change";
import { useAccessChanged } from "../coverage/use_coverage";
import { ErrorList } from "../shell/error_list";
import { ProblemAlert } from "../shell/problem_alert";
import { useClock } from "../time/use_clock";
import { REPEAT_WEEKS_MAX, faults_of, span_of } from "./new_span";
import type { SpanFault, TypedSpan } from "./new_span";
import { PersonField } from "./person_field";
import { useDutyChanged } from "./use_duty";

interface Props {
  kind: "shift" | "leave";
  unit: string;
  /** The day that is most likely meant. */
  day: string;
  /** Where somebody may enter their own alone. */
  own?: string | undefined;
  /** So many are stored. */
  on_done: (stored: number) => void;
  on_cancel: () => void;
}

function leave_of(typed: TypedSpan, zone: string, unit: string): WhatIf {
  return { person: typed.person, unit, ...span_of(typed, zone) };
}

/** Puts somebody on duty, or on leave for whole days. */
export function SpanForm(props: Props): ReactElement {
  const { kind, unit, day, own, on_done, on_cancel } = props;
  const { t } = useTranslation();
  const { zone } = useClock();
  const changing = useChange();
  const override = useOverride(changing.problem);
  const changed = useDutyChanged(unit);
  const access_changed = useAccessChanged();
  const [typed, set_typed] = useState<TypedSpan>({
    person: own ?? "",
    from_day: day,
    from_time: kind === "shift" ? "08:00" : "00:00",
    until_day: day,
    until_time: kind === "shift" ? "15:30" : "24:00",
    repeat: "0",
  });
  const [replaces, set_replaces] = useState(false);
  const [faults, set_faults] = useState<SpanFault[]>([]);
  const [attempt, set_attempt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), []);

  const change = (part: Partial<TypedSpan>): void => {
    set_typed((before) => ({ ...before, ...part }));
  };

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const found = faults_of(typed, zone);
    set_faults(found);
    set_attempt(attempt + 1);
    if (found.length > 0) return changing.forget_problem();
    const weeks = Number(typed.repeat) + 1;
    const body = { unit, person: typed.person, ...span_of(typed, zone) };
    const stored =
      kind === "shift"
        ? await changing.post("/duty/shifts", { ...body, replaces, repeat_weeks: weeks })
        : await changing.post("/duty/leave", { ...body, ...override.body });
    if (stored === undefined) return;
    changed();
    if (kind === "leave") access_changed();
    on_done(weeks);
  };

  const save = t(kind === "shift" ? "rota.save_shift" : "rota.save_leave");
  const id = (field: string): string => `${kind}-${field}`;
  const error_of = (field: SpanFault["field"]): string | undefined => {
    const found = faults.find((one) => one.field === field);
    return found && t(`rota.${found.fault}`);
  };
  const input = (field: "from_day" | "from_time" | "until_day" | "until_time"): ReactElement => (
    <Textfield
      id={id(field)}
      type={field.endsWith("day") ? "date" : "time"}
      label={t(kind === "leave" && field === "until_day" ? "rota.last_day" : `rota.${field}`)}
      value={typed[field]}
      error={field.endsWith("day") ? error_of(field as SpanFault["field"]) : undefined}
      onChange={(event) => change({ [field]: event.target.value })}
    />
  );

  return (
    <form className="card" noValidate onSubmit={(event) => void submit(event)}>
      <Heading level={2} data-size="2xs" tabIndex={-1} ref={heading}>
        {t(kind === "shift" ? "rota.add_shift" : "rota.add_leave")}
      </Heading>
      {faults.length > 0 && (
        <ErrorList
          key={attempt}
          errors={faults.map(({ field, fault }) => ({ id: id(field), text: t(`rota.${fault}`) }))}
        />
      )}
      {changing.problem !== null && !drops_coverage(changing.problem) && (
        <ProblemAlert problem={changing.problem} title={t("rota.not_changed")} changing />
      )}
      {own === undefined && (
        <PersonField
          id={id("person")}
          unit={unit}
          value={typed.person}
          error={error_of("person")}
          on_change={(person) => change({ person })}
        />
      )}
      <div className="pairs">
        {input("from_day")}
        {kind === "shift" && input("from_time")}
        {input("until_day")}
        {kind === "shift" && input("until_time")}
      </div>
      {kind === "shift" && (
        <>
          <Textfield
            id={id("repeat")}
            className="narrow"
            type="number"
            min={0}
            max={REPEAT_WEEKS_MAX}
            label={t("rota.repeat")}
            description={t("rota.repeat_hint")}
            value={typed.repeat}
            error={error_of("repeat")}
            onChange={(event) => change({ repeat: event.target.value })}
          />
          <Checkbox
            label={t("rota.override")}
            checked={replaces}
            onChange={(event) => set_replaces(event.target.checked)}
          />
        </>
      )}
      <WouldDrop
        id={id("override")}
        override={override}
        change={faults_of(typed, zone).length > 0 ? undefined : leave_of(typed, zone, unit)}
      />
      <div className="buttons">
        <Button type="submit" loading={changing.busy}>
          {override.drop === null ? save : t("drop.submit", { act: save })}
        </Button>
        <Button variant="tertiary" disabled={changing.busy} onClick={on_cancel}>
          {t("rota.cancel")}
        </Button>
      </div>
    </form>
  );
}
