import { Button } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { as_problem } from "../api/problem";
import { ResendList } from "../reconciliation/resend_list";
import { useReconciliationTexts } from "../reconciliation/texts";
import { sends } from "../session/grants";
import { usePerson } from "../session/session_context";
import { Empty } from "../shell/empty";
import { Loading } from "../shell/loading";
import { PageHeading } from "../shell/page_heading";
import { ProblemAlert } from "../shell/problem_alert";
import { SentTable } from "./sent_table";
import { useSent } from "./use_sent";

export default function SentPage(): ReactElement {
  const { t } = useTranslation();
  const text = useReconciliationTexts();
  const is_sender = sends(usePerson());
  const sent = useSent();
  const items = sent.data?.pages.flatMap((page) => page.items);
  return (
    <div className="stack">
      <PageHeading title={t("sent.title")} />
      {is_sender && <ResendList />}
      {sent.isPending && <Loading />}
      {sent.isError && (
        <ProblemAlert
          problem={as_problem(sent.error)}
          title={t("sent.failed")}
          on_retry={() => void sent.refetch()}
        />
      )}
      {items !== undefined && (
        <p className="count" role="status">
          {t("sent.count", { count: items.length })}
          {sent.hasNextPage && ` · ${t("inbox.more_exist")}`}
        </p>
      )}
      {items?.length === 0 && <Empty title={t("sent.empty")} text={t("sent.empty_text")} />}
      {items !== undefined && items.length > 0 && <SentTable items={items} />}
      {sent.hasNextPage && (
        <Button
          variant="secondary"
          loading={sent.isFetchingNextPage}
          onClick={() => void sent.fetchNextPage()}
        >
          {t("inbox.more")}
        </Button>
      )}
      {is_sender && (
        <p className="screen-only">
          <Link className="ds-link" to="/reconciliation">
            {text.compare}
          </Link>
        </p>
      )}
    </div>
  );
}
