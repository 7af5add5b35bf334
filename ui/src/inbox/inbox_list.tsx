import { Alert, Button } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { as_problem } from "../api/problem";
import type { NamedUnit } from "../api/unit";
import { Empty } from "../shell/empty";
import { Loading } from "../shell/loading";
import { ProblemAlert } from "../shell/problem_alert";
import { ClosedToYou } from "./closed_to_you";
import { InboxTable } from "./inbox_table";
import { useInbox } from "./use_inbox";
import type { Shown } from "./use_inbox";

interface Props {
  unit: NamedUnit;
  shown: Shown;
}

/** Nothing here, no access and could not load are three different things and look different. */
export function InboxList({ unit, shown }: Props): ReactElement {
  const { t } = useTranslation();
  const inbox = useInbox(unit.id, shown);

  if (inbox.isPending) return <Loading />;
  if (inbox.data === undefined) {
    const problem = as_problem(inbox.error);
    if (problem.status === 403 || problem.status === 404) {
      const text = [problem.detail, t("inbox.no_access_text")].join(" ").trim();
      return <Empty title={t("inbox.no_access")} text={text} />;
    }
    const title = `${t("inbox.failed")}. ${t("inbox.failed_text")}`;
    return <ProblemAlert problem={problem} title={title} on_retry={() => void inbox.refetch()} />;
  }

  const items = inbox.data.pages.flatMap((page) => page.items);
  const closed_to_you = inbox.data.pages[0]?.closed_to_you;
  const values = { unit: unit.name };
  return (
    <div className="stack">
      {inbox.isError && <Alert data-color="warning">{t("inbox.stale")}</Alert>}
      {closed_to_you !== undefined && shown === "open" && (
        <ClosedToYou unit={unit} {...closed_to_you} />
      )}
      <p className="count" role="status">
        {t("inbox.count", { count: items.length })}
        {inbox.hasNextPage && ` · ${t("inbox.more_exist")}`}
      </p>
      {items.length === 0 ? (
        <Empty
          title={t("inbox.empty")}
          text={shown === "open" ? t("inbox.empty_open", values) : t("inbox.empty_closed", values)}
        />
      ) : (
        <InboxTable
          items={items}
          caption={
            shown === "open" ? t("inbox.caption", values) : t("inbox.caption_closed", values)
          }
        />
      )}
      {inbox.hasNextPage && (
        <Button
          variant="secondary"
          loading={inbox.isFetchingNextPage}
          onClick={() => void inbox.fetchNextPage()}
        >
          {t("inbox.more")}
        </Button>
      )}
    </div>
  );
}
