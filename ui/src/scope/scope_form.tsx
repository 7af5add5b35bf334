import { Button, Field, Heading, Label, Select, Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useKinds } from "../api/use_kinds";
import { ChoiceField } from "../balance/choice_field";
import { ordered, useChoices } from "../balance/use_choices";
import { ErrorList } from "../shell/error_list";
import { useNamed } from "../text/use_named";
import { useClock } from "../time/use_clock";
import { MarkFields } from "./mark_fields";
import { STATES, faults_of, question_of, typed_of } from "./question";
import type { AgeUnit, ScopeFault, ScopeQuestion, TypedScope } from "./question";
import { useScopeTexts } from "./texts";
import { useScope } from "./use_scope";

interface Props {
  question: ScopeQuestion;
  on_ask: (question: ScopeQuestion) => void;
}

const AGE_UNITS: readonly AgeUnit[] = ["m", "h", "d"];

/** Asks when it is sent off, not while somebody types. */
export function ScopeForm({ question, on_ask }: Props): ReactElement {
  const text = useScopeTexts();
  const named = useNamed();
  const { zone } = useClock();
  const kinds = useKinds().data ?? [];
  const choices = useChoices(question);
  // Who sent what was found, too: a unit's people see no account of senders.
  const found = useScope(question).data?.pages.flatMap((page) => page.items) ?? [];
  const senders = ordered(
    [...choices.senders, ...found.flatMap(({ sender }) => (sender === undefined ? [] : [sender]))],
    question.sender,
  ).filter(({ id }) => id !== "public");
  const [typed, set_typed] = useState(() => typed_of(question, zone));
  const [faults, set_faults] = useState<ScopeFault[]>([]);
  const [attempt, set_attempt] = useState(0);
  const change = (part: Partial<TypedScope>): void => {
    set_typed((before) => ({ ...before, ...part }));
  };
  const error_of = (fault: ScopeFault): string | undefined =>
    faults.includes(fault) ? text[`${fault}_wrong`] : undefined;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const found = faults_of(typed);
    set_faults(found);
    set_attempt(attempt + 1);
    if (found.length === 0) on_ask(question_of(typed, zone));
  };

  return (
    <form className="card screen-only" noValidate onSubmit={submit} aria-labelledby="filters">
      <Heading level={2} data-size="xs" id="filters">
        {text.filters}
      </Heading>
      {faults.length > 0 && (
        <ErrorList
          key={attempt}
          errors={faults.map((fault) => ({ id: fault, text: text[`${fault}_wrong`] }))}
        />
      )}
      <div className="filter-grid">
        <ChoiceField
          label={text.unit}
          all={text.all}
          value={typed.unit}
          options={choices.units}
          on_choose={(unit) => change({ unit })}
        />
        <Textfield
          id="municipality"
          label={text.municipality}
          inputMode="numeric"
          autoComplete="off"
          value={typed.municipality}
          error={error_of("municipality")}
          onChange={(event) => change({ municipality: event.target.value })}
        />
        <ChoiceField
          label={text.kind}
          all={text.all}
          value={typed.kind}
          options={with_chosen(
            kinds.map(({ name, title }) => ({ id: name, name: title })),
            typed.kind,
          )}
          on_choose={(kind) => change({ kind })}
        />
        <ChoiceField
          label={text.sender}
          all={text.all}
          value={typed.sender}
          options={[{ id: "public", name: text.not_signed_in }, ...senders]}
          on_choose={(sender) => change({ sender })}
        />
        <Textfield
          id="from"
          type="datetime-local"
          label={text.from}
          value={typed.from}
          onChange={(event) => change({ from: event.target.value })}
        />
        <Textfield
          id="until"
          type="datetime-local"
          label={text.until}
          value={typed.until}
          error={error_of("until")}
          onChange={(event) => change({ until: event.target.value })}
        />
        <div className="number-unit">
          <Textfield
            id="age"
            label={text.age}
            inputMode="numeric"
            autoComplete="off"
            value={typed.age}
            error={error_of("age")}
            onChange={(event) => change({ age: event.target.value })}
          />
          <Field>
            <Label>{text.age_unit}</Label>
            <Select
              value={typed.age_unit}
              onChange={(event) => change({ age_unit: event.target.value as AgeUnit })}
            >
              {AGE_UNITS.map((unit) => (
                <Select.Option key={unit} value={unit}>
                  {text.age_units[unit]}
                </Select.Option>
              ))}
            </Select>
          </Field>
        </div>
        <ChoiceField
          label={text.state}
          all={text.all}
          value={typed.state}
          options={with_chosen(
            STATES.map((state) => ({ id: state, name: named("state", state) })),
            typed.state,
          )}
          on_choose={(state) => change({ state })}
        />
        <Textfield
          id="connector"
          label={text.connector}
          description={text.connector_hint}
          autoComplete="off"
          value={typed.connector}
          error={error_of("connector")}
          onChange={(event) => change({ connector: event.target.value })}
        />
      </div>
      <MarkFields marks={typed.marks} on_change={(marks) => change({ marks })} />
      <div className="buttons">
        <Button type="submit">{text.ask}</Button>
        <Button variant="tertiary" onClick={() => on_ask({})}>
          {text.clear}
        </Button>
      </div>
    </form>
  );
}

/** What an address names is shown as it came, so that the form never asks for less than it says. */
function with_chosen(
  options: { id: string; name: string }[],
  chosen: string,
): { id: string; name: string }[] {
  const known = chosen === "" || options.some(({ id }) => id === chosen);
  return known ? options : [...options, { id: chosen, name: chosen }];
}
