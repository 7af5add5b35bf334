import { Field, Label, Select } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import type { NamedUnit } from "../api/unit";

interface Props {
  label: string;
  /** What the empty choice is called. */
  all: string;
  value: string;
  options: NamedUnit[];
  on_choose: (id: string) => void;
}

/** One of many, or all. */
export function ChoiceField({ label, all, value, options, on_choose }: Props): ReactElement {
  return (
    <Field>
      <Label>{label}</Label>
      <Select value={value} onChange={(event) => on_choose(event.target.value)}>
        <Select.Option value="">{all}</Select.Option>
        {options.map(({ id, name }) => (
          <Select.Option key={id} value={id}>
            {name}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
