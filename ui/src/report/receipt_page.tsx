import { Button, Heading, Paragraph } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import type { GivenReceipt } from "../api/report";
import { useKind } from "../api/use_kinds";
import { WarningsBox } from "../delivery/warnings_box";
import { usePerson } from "../session/session_context";
import { DownloadButton } from "../shell/download_button";
import { Empty } from "../shell/empty";
import { Icon } from "../shell/icon";
import { PageHeading } from "../shell/page_heading";
import { Instant } from "../time/instant";
import { receipt_text } from "./receipt_text";

export default function ReceiptPage(): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const given = useLocation().state as GivenReceipt | null;
  const kind = useKind(given?.kind);
  const [copied, set_copied] = useState<"no" | "yes" | "failed">("no");

  if (given === null || given.by !== person.id) {
    return (
      <>
        <PageHeading title={t("receipt.none")} />
        <Empty title={t("sent.title")} text={t("receipt.none_text")} />
        <Link className="ds-link" to="/reports">
          {t("sent.title")}
        </Link>
      </>
    );
  }
  const { accepted } = given;
  const labels = {
    code: t("receipt.code"),
    accepted_at: t("receipt.accepted_at"),
    unit: t("receipt.unit"),
    number: t("receipt.number"),
  };
  const copy = (): void => {
    navigator.clipboard.writeText(receipt_text(accepted, labels)).then(
      () => set_copied("yes"),
      () => set_copied("failed"),
    );
  };

  return (
    <div className="stack step">
      <section className="receipt">
        <div className="receipt-title">
          <Icon name="done" />
          <PageHeading title={t("receipt.title")} />
        </div>
        <dl className="summary">
          <div>
            <dt>{labels.code}</dt>
            <dd className="receipt-code">{accepted.receipt.code}</dd>
          </div>
          <div>
            <dt>{labels.accepted_at}</dt>
            <dd>
              <Instant at={accepted.accepted_at} show="exact" />
            </dd>
          </div>
          <div>
            <dt>{labels.unit}</dt>
            <dd>{accepted.delivery.unit.name}</dd>
          </div>
          <div>
            <dt>{labels.number}</dt>
            <dd>{accepted.delivery.sequence}</dd>
          </div>
        </dl>
        <div className="buttons screen-only">
          <Button variant="secondary" onClick={copy}>
            {t("receipt.copy")}
          </Button>
          <Button variant="secondary" onClick={() => window.print()}>
            {t("receipt.print")}
          </Button>
          <DownloadButton
            file_name={`varde-${accepted.id}.tlog-proof`}
            text={accepted.receipt.proof}
            small={false}
          >
            {t("receipt.proof")}
          </DownloadButton>
        </div>
        <p className="count" role="status">
          {copied === "yes" && t("receipt.copied")}
          {copied === "failed" && t("receipt.copy_failed")}
        </p>
      </section>
      <WarningsBox
        warnings={accepted.warnings}
        title={t("receipt.warnings")}
        form={kind.data?.form}
      />
      <section>
        <Heading level={2} data-size="xs">
          {t("receipt.what_next")}
        </Heading>
        <Paragraph>{t("receipt.what_next_text")}</Paragraph>
      </section>
      <p className="screen-only links">
        <Link className="ds-link" to={`/reports/${accepted.id}`}>
          {t("receipt.follow")}
        </Link>
        <Link className="ds-link" to="/report">
          {t("receipt.another")}
        </Link>
      </p>
    </div>
  );
}
