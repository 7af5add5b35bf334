import { Button } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { as_problem } from "../api/problem";
import { Empty } from "../shell/empty";
import { Loading } from "../shell/loading";
import { PageHeading } from "../shell/page_heading";
import { ProblemAlert } from "../shell/problem_alert";
import { SentTable } from "./sent_table";
import { useSent } from "./use_sent";

export default function SentPage(): ReactElement {
  const { t } = useTranslation();
  const sent = useSent();
  const items = sent.data?.pages.flatMap((page) => page.items);
  return (
    <div className="stack">
      <PageHeading title={t("sent.title")} />
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
    </div>
  );
}
