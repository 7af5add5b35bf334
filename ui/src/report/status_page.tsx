import { Alert, Heading, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { as_problem } from "../api/problem";
import type { Tombstone } from "../api/retention";
import { useKindTitle } from "../api/use_kinds";
import { ObligationList } from "../delivery/obligation_list";
import { Timeline } from "../delivery/timeline";
import { WarningsBox } from "../delivery/warnings_box";
import { RepeatsNote } from "../reconciliation/repeats_note";
import { Loading } from "../shell/loading";
import { OwnerName } from "../shell/owner_name";
import { PageHeading } from "../shell/page_heading";
import { ProblemAlert } from "../shell/problem_alert";
import { StateTag } from "../shell/state_tag";
import { useWords } from "../text/use_words";
import { Instant } from "../time/instant";
import { useClock } from "../time/use_clock";
import { late_words } from "./late_words";
import { ReceiptList } from "./receipt_list";
import { useSentReport } from "./use_sent";

/** What became of a report, for whoever sent it. */
export default function StatusPage(): ReactElement {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const report = useSentReport(id);
  const kind_title = useKindTitle();
  const clock = useClock();

  if (report.isPending) return <Loading />;
  if (report.data === undefined) {
    const retry = (): void => void report.refetch();
    return (
      <>
        <PageHeading title={t("delivery.failed")} />
        <ProblemAlert problem={as_problem(report.error)} on_retry={retry} />
      </>
    );
  }
  const { kind, unit, owner, state, accepted_at, answers, warnings } = report.data;
  const { milestones, obligations, unopened_past_limit: late } = report.data;
  const reference = report.data.sender_reference;
  return (
    <div className="stack">
      <p className="back">
        <Link className="ds-link" to="/reports">
          {t("sent.back")}
        </Link>
      </p>
      <PageHeading title={kind_title(kind)} />
      {reference && <Paragraph>{t("sent.reference", { reference })}</Paragraph>}
      <dl className="identity">
        <div>
          <dt>{t("sent.state")}</dt>
          <dd>
            <StateTag state={state} />
          </dd>
        </div>
        <div>
          <dt>{t("sent.to")}</dt>
          <dd>{unit.name}</dd>
        </div>
        <div>
          <dt>{t("delivery.owner")}</dt>
          <dd>
            <OwnerName owner={owner} />
          </dd>
        </div>
        <div>
          <dt>{t("sent.accepted")}</dt>
          <dd>
            <Instant at={accepted_at} />
          </dd>
        </div>
      </dl>
      <RepeatsNote id={id} earlier={report.data.earlier} repeats={report.data.repeats} />
      {report.data.erased && <Erased tombstone={report.data.erased} />}
      {late && <Alert data-color="warning">{late_words(t, late, clock)}</Alert>}
      <WarningsBox warnings={warnings} title={t("receipt.warnings")} />
      <section className="card">
        <Heading level={2} data-size="xs">
          {t("sent.answer")}
        </Heading>
        {answers.length === 0 && <Paragraph>{t("sent.no_answer")}</Paragraph>}
        {answers.map((answer, index) => (
          // Two answers may have the same words.
          <Paragraph key={index} className="verbatim" dir="auto">
            {answer}
          </Paragraph>
        ))}
      </section>
      <Timeline milestones={milestones} />
      <ObligationList obligations={obligations} milestones={milestones} />
      <ReceiptList report_id={id} />
    </div>
  );
}

/** The end of a report's life, as far as its sender is told. */
function Erased({ tombstone }: { tombstone: Tombstone }): ReactElement {
  const { t } = useTranslation();
  const in_words = useWords();
  const { at, rule } = tombstone;
  return (
    <Alert data-color="info">
      <Heading level={2} data-size="2xs">
        {t("sent.erased")} <Instant at={at} show="short" />
      </Heading>
      <Paragraph>
        {t("sent.erased_rule", { rule: in_words(rule.title) })}
        {rule.source && ` (${rule.source})`}
      </Paragraph>
    </Alert>
  );
}
