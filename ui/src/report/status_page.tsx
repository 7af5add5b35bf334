import { Alert, Heading, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { as_problem } from "../api/problem";
import { useKindTitle } from "../api/use_kinds";
import { ObligationList } from "../delivery/obligation_list";
import { Timeline } from "../delivery/timeline";
import { WarningsBox } from "../delivery/warnings_box";
import { Loading } from "../shell/loading";
import { OwnerName } from "../shell/owner_name";
import { PageHeading } from "../shell/page_heading";
import { ProblemAlert } from "../shell/problem_alert";
import { StateTag } from "../shell/state_tag";
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
