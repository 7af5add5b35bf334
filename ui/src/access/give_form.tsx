import { Button, Checkbox, Field, Heading, Label } from "@digdir/designsystemet-react";
import { Select, Textfield } from "@digdir/designsystemet-react";
import { useEffect, useRef, useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import type { FoundPerson, Grant } from "../api/access";
import { useChange } from "../api/use_change";
import { useAccessChanged } from "../coverage/use_coverage";
import { roles_in } from "../session/grants";
import { usePerson } from "../session/session_context";
import { ErrorList } from "../shell/error_list";
import { ProblemAlert } from "../shell/problem_alert";
import { useNamed } from "../text/use_named";
import { useClock } from "../time/use_clock";
import { day_of } from "../time/zone";
import { KindsField } from "./kinds_field";
import { faults_of, given_roles, grant_of } from "./new_grant";
import type { GivenRole, GrantFault, TypedGrant } from "./new_grant";
import { PersonSearch } from "./person_search";

const ROWS = 3;

interface Props {
  unit: string;
  on_done: (given: Grant) => void;
  on_cancel: () => void;
}

/** Gives somebody a role in a unit, for some kinds and some time, with the reason. */
export function GiveForm({ unit, on_done, on_cancel }: Props): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const { now, zone } = useClock();
  const own = roles_in(usePerson(), unit);
  const roles = given_roles(own);
  const changing = useChange();
  const changed = useAccessChanged();
  const [person, set_person] = useState<FoundPerson | null>(null);
  const [typed, set_typed] = useState<TypedGrant>({
    person: "",
    role: "caseworker",
    kinds: [],
    from_day: day_of(now, zone),
    last_day: "",
    reason: "",
    delegate: false,
  });
  const [faults, set_faults] = useState<GrantFault[]>([]);
  const [attempt, set_attempt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), []);

  const change = (part: Partial<TypedGrant>): void => {
    set_typed((before) => ({ ...before, ...part }));
  };
  const lent_only = (role: GivenRole): boolean =>
    roles.some((one) => one.role === role && one.lent_only);
  const choose_role = (role: GivenRole): void => change({ role, delegate: lent_only(role) });
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const found = faults_of(typed, zone);
    set_faults(found);
    set_attempt(attempt + 1);
    if (found.length > 0) return changing.forget_problem();
    const given = await changing.post<Grant>("/grants", grant_of(typed, unit, now, zone));
    if (given === undefined) return;
    changed();
    on_done(given);
  };
  const error_of = (field: GrantFault["field"]): string | undefined => {
    const found = faults.find((one) => one.field === field);
    return found && t(`access.${found.fault}`);
  };
  const id = (field: string): string => `give-${field}`;

  return (
    <form className="card step" noValidate onSubmit={(event) => void submit(event)}>
      <Heading level={2} data-size="2xs" tabIndex={-1} ref={heading}>
        {t("access.give")}
      </Heading>
      {faults.length > 0 && (
        <ErrorList
          key={attempt}
          errors={faults.map(({ field, fault }) => ({
            id: id(field),
            text: t(`access.${fault}`),
          }))}
        />
      )}
      {changing.problem !== null && (
        <ProblemAlert problem={changing.problem} title={t("access.not_given")} changing />
      )}
      <PersonSearch
        id={id("person")}
        unit={unit}
        chosen={person}
        error={error_of("person")}
        on_choose={(chosen) => {
          set_person(chosen);
          change({ person: chosen.id });
        }}
      />
      <Field className="narrow">
        <Label>{t("access.role")}</Label>
        <Select
          id={id("role")}
          value={typed.role}
          onChange={(event) => choose_role(event.target.value as GivenRole)}
        >
          {roles.map(({ role }) => (
            <Select.Option key={role} value={role}>
              {named("role", role)}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <KindsField chosen={typed.kinds} on_change={(kinds) => change({ kinds })} />
      <div className="pairs">
        <Textfield
          id={id("from_day")}
          type="date"
          label={t("rota.from_day")}
          value={typed.from_day}
          error={error_of("from_day")}
          onChange={(event) => change({ from_day: event.target.value })}
        />
        <Textfield
          id={id("last_day")}
          type="date"
          label={t("access.last_day")}
          value={typed.last_day}
          error={error_of("last_day")}
          onChange={(event) => change({ last_day: event.target.value })}
        />
      </div>
      <Textfield
        id={id("reason")}
        multiline
        rows={ROWS}
        dir="auto"
        label={t("access.reason")}
        description={t("access.reason_hint")}
        value={typed.reason}
        error={error_of("reason")}
        onChange={(event) => change({ reason: event.target.value })}
      />
      {lent_only(typed.role) ? (
        <p>{t("access.delegate_only")}</p>
      ) : (
        own.includes(typed.role) && (
          <Checkbox
            label={t("access.delegate")}
            description={t("access.delegate_hint")}
            checked={typed.delegate}
            onChange={(event) => change({ delegate: event.target.checked })}
          />
        )
      )}
      <div className="buttons">
        <Button type="submit" loading={changing.busy}>
          {t("access.give")}
        </Button>
        <Button variant="tertiary" disabled={changing.busy} onClick={on_cancel}>
          {t("access.cancel")}
        </Button>
      </div>
    </form>
  );
}
