import { Alert, Button, Fieldset, Heading, Paragraph, Radio } from "@digdir/designsystemet-react";
import { Field, Label, Select, Textfield, ValidationMessage } from "@digdir/designsystemet-react";
import { useEffect, useRef, useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AreaNav } from "../access/area_nav";
import type { Drop, WhatIf } from "../api/coverage";
import type { NamedUnit } from "../api/unit";
import { useChange } from "../api/use_change";
import { useKindTitle } from "../api/use_kinds";
import { span_of } from "../duty/new_span";
import { watched_units } from "../session/grants";
import { ErrorList } from "../shell/error_list";
import { Loaded } from "../shell/loaded";
import { ProblemAlert } from "../shell/problem_alert";
import { useWords } from "../text/use_words";
import { useClock } from "../time/use_clock";
import { day_of } from "../time/zone";
import { UnitPage } from "../unit/unit_page";
import { people_in } from "./people_in";
import { useCoverage } from "./use_coverage";

/** What would follow if somebody left, or were away; nothing is changed by asking. */
export default function WhatIfPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <UnitPage title={t("what_if.title")} units_of={watched_units} before={<AreaNav />}>
      {(unit) => <Question key={unit.id} unit={unit} />}
    </UnitPage>
  );
}

type Fault = "person_missing" | "days_wrong";
const FIELD: Record<Fault, string> = { person_missing: "what-if-person", days_wrong: "what-if-to" };

function Question({ unit }: { unit: NamedUnit }): ReactElement {
  const { t } = useTranslation();
  const { now, zone } = useClock();
  const changing = useChange();
  const coverage = useCoverage(unit.id);
  const today = day_of(now, zone);
  const [person, set_person] = useState("");
  const [way, set_way] = useState<"leaves" | "away">("leaves");
  const [from, set_from] = useState(today);
  const [until, set_until] = useState(today);
  const [faults, set_faults] = useState<Fault[]>([]);
  const [attempt, set_attempt] = useState(0);
  const [drops, set_drops] = useState<Drop[] | null>(null);
  const answer = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (drops !== null) answer.current?.focus();
  }, [drops]);

  const forget = (): void => set_drops(null);
  const ask = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    forget();
    const found: Fault[] = [];
    if (person === "") found.push("person_missing");
    if (way === "away" && !(from !== "" && from <= until)) found.push("days_wrong");
    set_faults(found);
    set_attempt(attempt + 1);
    if (found.length > 0) return changing.forget_problem();
    const days = { from_day: from, from_time: "00:00", until_day: until, until_time: "24:00" };
    const span = way === "away" ? span_of({ ...days, person, repeat: "0" }, zone) : {};
    const body: WhatIf = { person, unit: unit.id, ...span };
    const stored = await changing.post<{ drops: Drop[] }>("/coverage/what-if", body);
    if (stored === undefined) return;
    set_drops(stored.drops);
  };
  const error_of = (fault: Fault): string | undefined =>
    faults.includes(fault) ? t(`what_if.${fault}`) : undefined;

  return (
    <>
      <Paragraph>{t("what_if.intro")}</Paragraph>
      <form className="card step" noValidate onSubmit={(event) => void ask(event)}>
        {faults.length > 0 && (
          <ErrorList
            key={attempt}
            errors={faults.map((fault) => ({ id: FIELD[fault], text: t(`what_if.${fault}`) }))}
          />
        )}
        <Loaded query={coverage} failed={t("rota.people_failed")}>
          {({ items }) => (
            <Field>
              <Label>{t("rota.person")}</Label>
              <Select
                id={FIELD.person_missing}
                value={person}
                aria-invalid={error_of("person_missing") !== undefined}
                onChange={(event) => {
                  set_person(event.target.value);
                  forget();
                }}
              >
                <Select.Option value="">–</Select.Option>
                {people_in(items).map(({ id, name }) => (
                  <Select.Option key={id} value={id}>
                    {name}
                  </Select.Option>
                ))}
              </Select>
              {error_of("person_missing") !== undefined && (
                <ValidationMessage>{error_of("person_missing")}</ValidationMessage>
              )}
            </Field>
          )}
        </Loaded>
        <Fieldset>
          <Fieldset.Legend>{t("what_if.way")}</Fieldset.Legend>
          {(["leaves", "away"] as const).map((one) => (
            <Radio
              key={one}
              name="way"
              value={one}
              label={t(`what_if.${one}`)}
              checked={way === one}
              onChange={() => {
                set_way(one);
                forget();
              }}
            />
          ))}
        </Fieldset>
        {way === "away" && (
          <div className="pairs">
            <Textfield
              id="what-if-from"
              type="date"
              label={t("rota.from_day")}
              value={from}
              onChange={(event) => set_from(event.target.value)}
            />
            <Textfield
              id={FIELD.days_wrong}
              type="date"
              label={t("rota.last_day")}
              value={until}
              error={error_of("days_wrong")}
              onChange={(event) => set_until(event.target.value)}
            />
          </div>
        )}
        {changing.problem !== null && (
          <ProblemAlert problem={changing.problem} title={t("what_if.failed")} />
        )}
        <div className="buttons">
          <Button type="submit" loading={changing.busy}>
            {t("what_if.ask")}
          </Button>
        </div>
      </form>
      {drops !== null && (
        <section className="stack">
          <Heading level={2} data-size="xs" tabIndex={-1} ref={answer}>
            {t("what_if.answer")}
          </Heading>
          <Drops drops={drops} />
        </section>
      )}
    </>
  );
}

function Drops({ drops }: { drops: Drop[] }): ReactElement {
  const { t } = useTranslation();
  const in_words = useWords();
  const kind_title = useKindTitle();
  if (drops.length === 0) return <Alert data-color="success">{t("what_if.none")}</Alert>;
  return (
    <Alert data-color="danger">
      <ul className="plain-list">
        {drops.map(({ unit, kind, before, after, sentence }) => (
          <li key={`${unit.id} ${kind}`}>
            <strong className="block">{in_words(sentence)}</strong>
            {t("what_if.drop", { before, after })}{" "}
            <Link className="ds-link" to={`/coverage/${unit.id}/${encodeURIComponent(kind)}`}>
              {unit.name}, {kind_title(kind)}
            </Link>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
