import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { Person } from "../api/session";
import type { NamedUnit } from "../api/unit";
import { oversees } from "../session/grants";
import { usePerson } from "../session/session_context";
import { Empty } from "../shell/empty";
import { PageHeading } from "../shell/page_heading";
import { UnitBar } from "./unit_bar";
import { UnitSearch } from "./unit_search";
import { useChosenUnit } from "./use_chosen_unit";

interface Props {
  title: string;
  /** The units among which a person chooses here. */
  units_of: (person: Person) => NamedUnit[];
  /** Oversight does not see such pages of the units that it looks up. */
  own_only?: boolean;
  /** Stands between the title and the choice of a unit. */
  before?: ReactNode;
  children: (unit: NamedUnit) => ReactNode;
}

/** A page about one unit at a time. */
export function UnitPage(props: Props): ReactElement {
  const { title, units_of, own_only = false, before, children } = props;
  const { t } = useTranslation();
  const person = usePerson();
  const [params, set_params] = useSearchParams();
  const units = units_of(person);
  const looks_up = oversees(person) && !own_only;
  const unit = useChosenUnit(units);
  const choose = (looked_up: NamedUnit): void => {
    const next = new URLSearchParams(params);
    next.set("unit", looked_up.id);
    set_params(next, { state: { looked_up: { id: looked_up.id, name: looked_up.name } } });
  };
  return (
    <div className="stack">
      <PageHeading title={title} />
      {before}
      {unit === undefined && !looks_up && (
        <Empty title={t("app.no_access")} text={t("app.no_access_text")} />
      )}
      {looks_up && (
        <UnitSearch
          id="unit"
          label={t("inbox.unit")}
          kind={undefined}
          chosen={null}
          on_choose={choose}
        />
      )}
      {unit !== undefined && (
        <>
          <UnitBar units={among(units, unit)} unit={unit} />
          {children(unit)}
        </>
      )}
    </div>
  );
}

/** With the one that was looked up, so that it is seen which one it is. */
function among(units: NamedUnit[], unit: NamedUnit): NamedUnit[] {
  return units.some(({ id }) => id === unit.id) ? units : [...units, unit];
}
