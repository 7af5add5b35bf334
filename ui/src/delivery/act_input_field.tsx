import { Fieldset, Radio, Textfield, ValidationMessage } from "@digdir/designsystemet-react";
import type { TFunction } from "i18next";
import type { ChangeEvent, ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Delivery } from "../api/delivery";
import type { NamedUnit } from "../api/unit";
import { UnitSearch } from "../unit/unit_search";
import type { ActInput } from "./act_inputs";
import { ColleagueField } from "./colleague_field";

const ROWS = 6;

export interface ActInputProps {
  input: ActInput;
  delivery: Delivery;
  value: string;
  unit: NamedUnit | null;
  error: string | undefined;
  on_change: (value: string) => void;
  on_unit: (unit: NamedUnit) => void;
}

export function act_input_id(name: string): string {
  return `act-${name}`;
}

export function ActInputField(props: ActInputProps): ReactElement {
  const { input, delivery, value, unit, error, on_change, on_unit } = props;
  const { t } = useTranslation();
  const id = act_input_id(input.name);
  const label = t(`act.${input.label}`);
  const kind = delivery.kind.name;

  switch (input.type) {
    case "unit":
      return <UnitSearch {...{ id, label, kind, error }} chosen={unit} on_choose={on_unit} />;
    case "colleague":
      return <ColleagueField {...{ id, label, value, error, on_change }} unit={delivery.unit.id} />;
    case "yes_no":
    case "choice": {
      const choices = input.type === "choice" ? input.choices : (["yes", "no"] as const);
      const words = (choice: string): string =>
        input.type === "choice"
          ? choice_words(t, input.group, choice)
          : t(choice === "yes" ? "form.yes" : "form.no");
      return (
        <Fieldset>
          <Fieldset.Legend>{label}</Fieldset.Legend>
          {choices.map((choice, index) => (
            <Radio
              key={choice}
              id={index === 0 ? id : `${id}-${index}`}
              name={id}
              value={choice}
              label={words(choice)}
              checked={value === choice}
              aria-invalid={error !== undefined}
              onChange={() => on_change(choice)}
            />
          ))}
          {error !== undefined && <ValidationMessage>{error}</ValidationMessage>}
        </Fieldset>
      );
    }
    case "line":
    case "paragraph": {
      const shared = {
        id,
        label,
        value,
        error,
        dir: "auto",
        autoComplete: "off",
        onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
          on_change(event.target.value),
      };
      if (input.type === "line") return <Textfield {...shared} />;
      return <Textfield multiline rows={ROWS} {...shared} />;
    }
  }
}

function choice_words(
  t: TFunction,
  group: "outcome" | "close_reason",
  choice: string,
): string {
  return t(`${group}.${choice}` as "outcome.investigate");
}
