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
  children: (unit: NamedUnit) => ReactNode;
}

/** A page about one unit at a time. */
export function UnitPage({ title, units_of, children }: Props): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const [, set_params] = useSearchParams();
  const units = units_of(person);
  const looking_up = units.length === 0 && oversees(person);
  const unit = useChosenUnit(units);
  return (
    <div className="stack">
      <PageHeading title={title} />
      {unit === undefined && !looking_up && (
        <Empty title={t("app.no_access")} text={t("app.no_access_text")} />
      )}
      {looking_up && (
        <UnitSearch
          id="unit"
          label={t("inbox.unit")}
          kind={undefined}
          chosen={null}
          on_choose={({ id }) => set_params({ unit: id })}
        />
      )}
      {unit !== undefined && (
        <>
          {!looking_up && <UnitBar units={units} unit={unit} />}
          {children(unit)}
        </>
      )}
    </div>
  );
}
