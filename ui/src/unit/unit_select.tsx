import { Field, Label, Select } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { NamedUnit } from "../api/unit";

interface Props {
  units: NamedUnit[];
  unit: NamedUnit;
  on_choose: (id: string) => void;
}

/** Chooses among a person's own units; where there is one, there is nothing to choose. */
export function UnitSelect({ units, unit, on_choose }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (units.length < 2) return null;
  return (
    <Field>
      <Label>{t("inbox.unit")}</Label>
      <Select value={unit.id} onChange={(event) => on_choose(event.target.value)}>
        {units.map(({ id, name }) => (
          <Select.Option key={id} value={id}>
            {name}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
