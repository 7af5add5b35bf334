import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "../api/session";
import type { NamedUnit } from "../api/unit";
import { usePerson } from "../session/session_context";
import { Empty } from "../shell/empty";
import { PageHeading } from "../shell/page_heading";
import { UnitBar } from "./unit_bar";
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
  const units = units_of(usePerson());
  const unit = useChosenUnit(units);
  return (
    <div className="stack">
      <PageHeading title={title} />
      {unit === undefined ? (
        <Empty title={t("app.no_access")} text={t("app.no_access_text")} />
      ) : (
        <>
          <UnitBar units={units} unit={unit} />
          {children(unit)}
        </>
      )}
    </div>
  );
}
