import { Field, Label, Select } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import type { NamedUnit } from "../api/unit";
import { useReconciliationTexts } from "./texts";

interface Props {
  whose: NamedUnit[];
  chosen: string;
  on_choose: (id: string) => void;
}

/** Where there is one, it is only named. */
export function WhoseField({ whose, chosen, on_choose }: Props): ReactElement {
  const text = useReconciliationTexts();
  if (whose.length < 2) return <p className="muted">{whose[0]?.name}</p>;
  return (
    <Field className="step">
      <Label>{text.whose}</Label>
      <Select value={chosen} onChange={(event) => on_choose(event.target.value)}>
        {whose.map(({ id, name }) => (
          <Select.Option key={id} value={id}>
            {name}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
