import { Field, Label, Select } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { HOLD_NAMES } from "../api/retention";
import type { HoldName } from "../api/retention";
import { useNamed } from "../text/use_named";

interface Props {
  id: string;
  value: HoldName;
  on_change: (name: HoldName) => void;
}

/** For what something is held back. */
export function HoldNameField({ id, value, on_change }: Props): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  return (
    <Field className="narrow">
      <Label>{t("retention.hold_name")}</Label>
      <Select
        id={id}
        value={value}
        onChange={(event) => on_change(event.target.value as HoldName)}
      >
        {HOLD_NAMES.map((name) => (
          <Select.Option key={name} value={name}>
            {named("hold", name)}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
