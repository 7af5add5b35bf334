import { Heading } from "@digdir/designsystemet-react";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { ProblemDetail, ProblemStep } from "../api/reported_problem";
import { ObligationList } from "../delivery/obligation_list";
import { WarningsBox } from "../delivery/warnings_box";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { PageHeading } from "../shell/page_heading";
import { useNamed } from "../text/use_named";
import { useWords } from "../text/use_words";
import { Instant } from "../time/instant";
import { ProblemActs } from "./problem_acts";
import { ProblemStateTag } from "./problem_state_tag";
import { useProblem } from "./use_problems";

export default function ProblemPage(): ReactElement {
  const { t } = useTranslation();
  const in_words = useWords();
  const { id = "" } = useParams();
  const queries = useQueryClient();
  const problem = useProblem(id);

  if (problem.isPending) return <Loading />;
  if (problem.data === undefined) {
    const retry = (): void => void problem.refetch();
    return (
      <div className="stack">
        <PageHeading title={t("problems.title")} />
        <Failed error={problem.error} title={t("problems.failed")} on_retry={retry} />
      </div>
    );
  }
  const found = problem.data;
  const changed = (now: ProblemDetail): void => {
    queries.setQueryData(["problem", id], now);
    void queries.invalidateQueries({ queryKey: ["problems"] });
  };
  return (
    <>
      <p className="back">
        <Link className="ds-link" to="/problems">
          {t("problems.back")}
        </Link>
      </p>
      <PageHeading title={`${in_words(found.title)} #${found.number}`} />
      <Facts problem={found} />
      <div className="columns">
        <div className="column-side">
          <ProblemActs problem={found} on_changed={changed} />
          <ObligationList obligations={found.obligations ?? []} milestones={[]} />
        </div>
        <div className="column-main">
          <WarningsBox warnings={found.warnings} title={t("delivery.warnings")} />
          <section className="card">
            <Heading level={2} data-size="xs">
              {t("problems.said")}
            </Heading>
            <p className="verbatim" dir="auto">
              {found.text}
            </p>
            <WayOut problem={found} />
          </section>
          <section className="card">
            <Heading level={2} data-size="xs">
              {t("problems.answers")}
            </Heading>
            {found.answers.length === 0 && <p>{t("problems.no_answers")}</p>}
            {found.answers.map((answer) => (
              <Step key={answer.at} step={answer} />
            ))}
          </section>
          {found.closed && (
            <section className="card">
              <Heading level={2} data-size="xs">
                {t("problems.closing")}
              </Heading>
              <Step step={found.closed} />
            </section>
          )}
        </div>
      </div>
    </>
  );
}

const WAYS: Partial<Record<string, "coverage" | "access" | "drills" | "silence" | "retention">> = {
  coverage_low: "coverage",
  coverage_none: "coverage",
  access_wanted: "access",
  drill_failed: "drills",
  channel_silent: "silence",
  erasure_tried: "retention",
};

/** Where something can be done about what Varde found itself. */
function WayOut({ problem }: { problem: ProblemDetail }): ReactElement | null {
  const { t } = useTranslation();
  const way = WAYS[problem.name];
  if (way === undefined || problem.unit === undefined) return null;
  const { id, name } = problem.unit;
  return (
    <p className="screen-only">
      <Link
        className="ds-link"
        to={`/${way}?unit=${encodeURIComponent(id)}`}
        state={{ looked_up: { id, name } }}
      >
        {t(`problems.to_${way}`)}
      </Link>
    </p>
  );
}

function Step({ step }: { step: ProblemStep }): ReactElement {
  return (
    <div>
      {step.text && (
        <p className="verbatim" dir="auto">
          {step.text}
        </p>
      )}
      <p className="muted">
        {step.by?.name ?? step.by?.unit} <Instant at={step.at} show="short" />
      </p>
    </div>
  );
}

function Facts({ problem }: { problem: ProblemDetail }): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const { name, role } = problem.raised_by;
  const by = role === "varde" ? t("problems.by_varde") : name;
  return (
    <dl className="identity">
      <div>
        <dt>{t("problems.state")}</dt>
        <dd>
          <ProblemStateTag state={problem.state} />
          {problem.confidential && (
            <small className="muted block">{t("problems.confidential")}</small>
          )}
        </dd>
      </div>
      <div>
        <dt>{t("problems.unit")}</dt>
        <dd>{problem.unit?.name ?? t("problems.no_unit")}</dd>
      </div>
      {problem.handler && (
        <div>
          <dt>{t("problems.handler")}</dt>
          <dd>{problem.handler}</dd>
        </div>
      )}
      {problem.about_person && (
        <div>
          <dt>{t("problems.about_person")}</dt>
          <dd>{problem.about_person.name}</dd>
        </div>
      )}
      <div>
        <dt>{t("problems.raised")}</dt>
        <dd>
          <Instant at={problem.raised_at} />
        </dd>
      </div>
      <div>
        <dt>{t("problems.by")}</dt>
        <dd>
          {by ?? (role === "anyone" ? t("problems.by_nobody") : named("role", role))}
          {by === undefined && role !== "anyone" && (
            <small className="muted block">{t("problems.by_hidden")}</small>
          )}
        </dd>
      </div>
      {problem.contact && (
        <div>
          <dt>{t("problems.contact")}</dt>
          <dd>{problem.contact}</dd>
        </div>
      )}
      {problem.page && (
        <div>
          <dt>{t("problems.page")}</dt>
          <dd>{problem.page}</dd>
        </div>
      )}
    </dl>
  );
}
