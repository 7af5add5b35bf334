import { Button, Heading, Paragraph } from "@digdir/designsystemet-react";
import { useEffect, useRef, useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ActName, Delivery } from "../api/delivery";
import { field_problem } from "../api/problem";
import type { NamedUnit } from "../api/unit";
import { ErrorList } from "../shell/error_list";
import { ProblemAlert } from "../shell/problem_alert";
import { ActInputField, act_input_id } from "./act_input_field";
import { ACT_INPUTS, act_body, missing_inputs } from "./act_inputs";
import type { ActInput, ActValues } from "./act_inputs";
import type { Acting } from "./use_delivery";

interface Props {
  act: ActName;
  delivery: Delivery;
  acting: Acting;
  on_done: () => void;
  on_cancel: () => void;
}

/** Asks for what an act needs, beside the report rather than over it: one reads while writing. */
export function ActForm({ act, delivery, acting, on_done, on_cancel }: Props): ReactElement {
  const { t } = useTranslation();
  const [values, set_values] = useState<ActValues>({});
  const [unit, set_unit] = useState<NamedUnit | null>(null);
  const [missing, set_missing] = useState<ActInput[]>([]);
  const [attempt, set_attempt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), []);

  const change = (name: string, value: string): void => {
    set_values((before) => ({ ...before, [name]: value }));
  };

  const missing_words = (input: ActInput): string => {
    const key = /^(line|paragraph)$/.test(input.type) ? "act.missing" : "act.choose_missing";
    return t(key, { label: t(`act.${input.label}`) });
  };

  const error_of = (input: ActInput): string | undefined =>
    missing.includes(input) ? missing_words(input) : field_problem(acting.problem, input.name);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const found = missing_inputs(act, values);
    set_missing(found);
    set_attempt(attempt + 1);
    if (found.length > 0) acting.forget_problem();
    else if (await acting.run(act, act_body(act, values))) on_done();
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
      <Heading level={3} data-size="2xs" tabIndex={-1} ref={heading}>
        {t(`act.name.${act}`)}
      </Heading>
      <Paragraph data-size="sm">{t(`act.help.${act}`)}</Paragraph>
      {missing.length > 0 && (
        <ErrorList
          key={attempt}
          errors={missing.map((input) => ({
            id: act_input_id(input.name),
            text: missing_words(input),
          }))}
        />
      )}
      {acting.problem !== null && <ProblemAlert problem={acting.problem} changing />}
      {ACT_INPUTS[act].map((input) => (
        <ActInputField
          key={input.name}
          {...{ input, delivery, unit }}
          value={values[input.name] ?? ""}
          error={error_of(input)}
          on_change={(value) => change(input.name, value)}
          on_unit={(chosen) => {
            set_unit(chosen);
            change(input.name, chosen.id);
          }}
        />
      ))}
      <div className="buttons">
        <Button type="submit" loading={acting.busy}>
          {t(`act.name.${act}`)}
        </Button>
        <Button variant="tertiary" disabled={acting.busy} onClick={on_cancel}>
          {t("act.cancel")}
        </Button>
      </div>
    </form>
  );
}
