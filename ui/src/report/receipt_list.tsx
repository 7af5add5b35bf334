import { Heading, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { as_problem } from "../api/problem";
import { DownloadButton } from "../shell/download_button";
import { Loading } from "../shell/loading";
import { ProblemAlert } from "../shell/problem_alert";
import { useNamed } from "../text/use_named";
import { useReceipts } from "./use_sent";

/** Proofs that can be taken away and checked by others, long after this system is gone. */
export function ReceiptList({ report_id }: { report_id: string }): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const receipts = useReceipts(report_id);

  const download_words = (what: string, milestone: string): ReactElement => (
    <>
      <span aria-hidden="true">{what}</span>
      <span className="unseen">
        {t("sent.download", { what, milestone: named("milestone", milestone) })}
      </span>
    </>
  );

  return (
    <section className="card screen-only">
      <Heading level={2} data-size="xs">
        {t("sent.receipts")}
      </Heading>
      <Paragraph data-size="sm">{t("sent.receipts_text")}</Paragraph>
      {receipts.isPending && <Loading />}
      {receipts.isError && (
        <ProblemAlert
          problem={as_problem(receipts.error)}
          title={t("sent.receipts_failed")}
          on_retry={() => void receipts.refetch()}
        />
      )}
      <ul className="plain-list">
        {receipts.data?.map(({ milestone, entry, proof }) => (
          <li key={`${milestone} ${proof}`} className="split">
            {named("milestone", milestone)}
            <span className="buttons">
              <DownloadButton file_name={`varde-${report_id}-${milestone}.tlog-proof`} text={proof}>
                {download_words(t("sent.proof"), milestone)}
              </DownloadButton>
              <DownloadButton file_name={`varde-${report_id}-${milestone}.entry`} text={entry}>
                {download_words(t("sent.entry"), milestone)}
              </DownloadButton>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
