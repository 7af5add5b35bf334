import { Alert, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { as_problem } from "../api/problem";
import { useKind } from "../api/use_kinds";
import { Loading } from "../shell/loading";
import { PageHeading } from "../shell/page_heading";
import { ProblemAlert } from "../shell/problem_alert";
import { Said } from "../shell/said";
import { AccessCard } from "./access_card";
import { ActPanel } from "./act_panel";
import { AttachmentList } from "./attachment_list";
import { Decisions } from "./decisions";
import { IdentityBar } from "./identity_bar";
import { ObligationList } from "./obligation_list";
import { ReceivedContent } from "./received_content";
import { is_closed_to_reader } from "./readings";
import { Timeline } from "./timeline";
import { ReadbackCard } from "../readback/readback_card";
import { RepeatsNote } from "../reconciliation/repeats_note";
import { useDelivery } from "./use_delivery";
import { WarningsBox } from "./warnings_box";

export default function DeliveryPage(): ReactElement {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const delivery = useDelivery(id);
  const kind = useKind(delivery.data?.kind.name);

  if (delivery.isPending) return <Loading />;
  if (delivery.data === undefined) {
    const problem = as_problem(delivery.error);
    if (problem.type === "report-erased") {
      return (
        <div className="stack">
          <PageHeading title={t("delivery.erased")} />
          <Paragraph>{t("delivery.erased_text")}</Paragraph>
          <Paragraph>
            <Said text={problem.detail} />
          </Paragraph>
        </div>
      );
    }
    if (problem.status === 403 || problem.status === 404) {
      return (
        <div className="stack">
          <PageHeading title={t("delivery.no_access")} />
          <Paragraph>{t("delivery.no_access_text")}</Paragraph>
          {/* The server gives its reasons in English. */}
          <Paragraph lang="en">{problem.detail}</Paragraph>
        </div>
      );
    }
    return (
      <>
        <PageHeading title={t("delivery.failed")} />
        <ProblemAlert problem={problem} on_retry={() => void delivery.refetch()} />
      </>
    );
  }
  const found = delivery.data;
  const form = kind.data?.form;
  return (
    <>
      <p className="back">
        <Link className="ds-link" to={`/inbox?unit=${encodeURIComponent(found.unit.id)}`}>
          {t("delivery.back")}
        </Link>
      </p>
      <PageHeading title={`${found.kind.title} #${found.sequence}`} />
      {found.drill === true && (
        <Alert data-color="info" className="banner">
          {t("delivery.drill")}
        </Alert>
      )}
      <IdentityBar delivery={found} />
      <div className="columns">
        <div className="column-side">
          <ActPanel delivery={found} />
          <ObligationList obligations={found.obligations} milestones={found.milestones} />
        </div>
        <div className="column-main">
          <RepeatsNote
            id={found.report_id}
            earlier={found.earlier}
            repeats={found.repeats}
            received
          />
          <WarningsBox warnings={found.warnings} title={t("delivery.warnings")} form={form} />
          <ReceivedContent delivery={found} form={form} form_failed={kind.isError} />
          <AttachmentList
            delivery_id={found.id}
            attachments={found.attachments}
            opened={found.content !== null}
          />
          <Decisions delivery={found} />
          {found.readback !== undefined && <ReadbackCard readback={found.readback} />}
          <Timeline milestones={found.milestones} />
          {!is_closed_to_reader(found) && <AccessCard delivery={found} />}
        </div>
      </div>
    </>
  );
}
