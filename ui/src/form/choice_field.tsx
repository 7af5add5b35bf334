import { Checkbox, Fieldset, Radio, ValidationMessage } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { field_id } from "./field_id";
import { FieldLabel } from "./field_label";
import type { FieldProps } from "./field_props";

/** One of few, several of few, or yes and no. */
export function ChoiceField({ field, path, value, error, on_change }: FieldProps): ReactElement {
  const { t } = useTranslation();
  const chosen: unknown[] = Array.isArray(value) ? value : [];
  const choices: { value: string | boolean; label: string }[] =
    field.type === "yes_no"
      ? [
          { value: true, label: t("form.yes") },
          { value: false, label: t("form.no") },
        ]
      : (field.choices ?? []);

  const toggle = (choice: string | boolean): void => {
    const without = chosen.filter((item) => item !== choice);
    on_change(path, without.length < chosen.length ? without : [...chosen, choice]);
  };

  return (
    <Fieldset>
      <Fieldset.Legend>
        <FieldLabel field={field} />
      </Fieldset.Legend>
      {field.hint && <Fieldset.Description>{field.hint}</Fieldset.Description>}
      {choices.map((choice, index) => {
        const key = String(choice.value);
        const props = {
          // Error summaries link to the first choice.
          id: index === 0 ? field_id(path) : `${field_id(path)}-${index}`,
          name: path,
          label: choice.label,
          value: key,
          "aria-invalid": error !== undefined,
        };
        return field.type === "choices" ? (
          <Checkbox
            key={key}
            {...props}
            checked={chosen.includes(choice.value)}
            onChange={() => toggle(choice.value)}
          />
        ) : (
          <Radio
            key={key}
            {...props}
            checked={value === choice.value}
            onChange={() => on_change(path, choice.value)}
          />
        );
      })}
      {error !== undefined && <ValidationMessage>{error}</ValidationMessage>}
    </Fieldset>
  );
}
