import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { as_problem } from "../api/problem";
import { Empty } from "./empty";
import { ProblemAlert } from "./problem_alert";

interface Props {
  error: unknown;
  /** What could not be loaded, in the words of the page. */
  title: string;
  on_retry: () => void;
}

/** Nothing to show: being refused and not having reached the server look different. */
export function Failed({ error, title, on_retry }: Props): ReactElement {
  const { t } = useTranslation();
  const problem = as_problem(error);
  if (problem.status === 403 || problem.status === 404) {
    return <Empty title={t("app.no_access")} text={problem.detail || t("app.no_access_text")} />;
  }
  return <ProblemAlert problem={problem} title={title} on_retry={on_retry} />;
}
