import { Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useSearchParams } from "react-router";
import type { NamedUnit } from "../api/unit";
import { UnitSelect } from "./unit_select";

interface Props {
  units: NamedUnit[];
  unit: NamedUnit;
}

/** Which unit a page is about. The choice stands in the address, so that it can be shared. */
export function UnitBar({ units, unit }: Props): ReactElement {
  const [params, set_params] = useSearchParams();
  const choose = (id: string): void => {
    const next = new URLSearchParams(params);
    next.set("unit", id);
    set_params(next);
  };
  return (
    <div className="unit-bar">
      {units.length < 2 && <Paragraph className="muted">{unit.name}</Paragraph>}
      <UnitSelect units={units} unit={unit} on_choose={choose} />
    </div>
  );
}
