import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Subject } from "../api/obligation";
import { useKindTitle } from "../api/use_kinds";
import { inbox_units, oversees, problem_units } from "../session/grants";
import { usePerson } from "../session/session_context";

interface Props {
  subject: Subject;
  id: string;
  /** Whose delivery or problem it is. */
  unit: string;
  kind?: string | undefined;
  /** Of the delivery in its unit, or of the problem. */
  number?: number | undefined;
}

/** What an obligation or an escalation is about: a link for those who may follow it. */
export function SubjectLink({ subject, id, unit, kind, number }: Props): ReactElement {
  const { t } = useTranslation();
  const kind_title = useKindTitle();
  const person = usePerson();
  const of_problem = subject === "problem";
  const text = of_problem ? t("obligations.problem") : kind_title(kind ?? "");
  const units = of_problem ? problem_units(person) : inbox_units(person);
  const leads_there = units.some((own) => own.id === unit) || (of_problem && oversees(person));
  const digits = number !== undefined && <span className="nowrap"> #{number}</span>;
  if (!leads_there)
    return (
      <span>
        {text}
        {digits}
      </span>
    );
  return (
    <Link className="ds-link" to={of_problem ? `/problems/${id}` : `/deliveries/${id}`}>
      {text === "" ? t("escalations.look") : text}
      {digits}
    </Link>
  );
}
