import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Subject } from "../api/obligation";
import { useKindTitle } from "../api/use_kinds";

interface Props {
  subject: Subject;
  id: string;
  kind?: string | undefined;
  /** Of the delivery in its unit, or of the problem. */
  number?: number | undefined;
}

/** What an obligation or an escalation is about. */
export function SubjectLink({ subject, id, kind, number }: Props): ReactElement {
  const { t } = useTranslation();
  const kind_title = useKindTitle();
  const of_problem = subject === "problem";
  const text = of_problem ? t("obligations.problem") : kind_title(kind ?? "");
  return (
    <Link className="ds-link" to={of_problem ? `/problems/${id}` : `/deliveries/${id}`}>
      {text === "" ? t("escalations.look") : text}
      {number !== undefined && <span className="nowrap"> #{number}</span>}
    </Link>
  );
}
