import { Button } from "@digdir/designsystemet-react";
import { useEffect } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { NamedUnit } from "../api/unit";
import { Empty } from "../shell/empty";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { Stale } from "../shell/stale";
import { useClock } from "../time/use_clock";
import { grouped } from "./deadline_group";
import { ObligationTable } from "./obligation_table";
import { useObligations } from "./use_obligations";

/** After so many one asks for more oneself. */
const PAGES_MAX = 10;

interface Props {
  unit: NamedUnit;
  /** Of the groups' headings. */
  level?: 2 | 3;
}

/** All that somebody in a unit must do, by deadline. */
export function ObligationGroups({ unit, level = 2 }: Props): ReactElement {
  const { t } = useTranslation();
  const clock = useClock();
  const obligations = useObligations(unit.id);
  const { hasNextPage, isFetching, isError, fetchNextPage } = obligations;
  const pages = obligations.data?.pages.length ?? 0;

  // Pages come in the inbox's order, so that only all of them together stand by deadline.
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && pages < PAGES_MAX) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, pages, fetchNextPage]);

  if (obligations.isPending) return <Loading />;
  if (obligations.data === undefined) {
    const retry = (): void => void obligations.refetch();
    return (
      <Failed error={obligations.error} title={t("obligations.failed")} on_retry={retry} />
    );
  }
  const items = obligations.data.pages.flatMap((page) => page.items);
  return (
    <div className="stack">
      <div className="links">
        <p className="count" role="status">
          {t("obligations.count", { count: items.length })}
          {obligations.hasNextPage && ` · ${t("inbox.more_exist")}`}
        </p>
        <Stale at={obligations.dataUpdatedAt} failing={obligations.isError} />
      </div>
      {items.length === 0 && (
        <Empty
          level={level}
          title={t("obligations.empty")}
          text={t("obligations.empty_text", { unit: unit.name })}
        />
      )}
      {grouped(items, clock).map(({ group, items: inside }) => (
        <ObligationTable key={group} group={group} items={inside} unit={unit.id} level={level} />
      ))}
      {obligations.hasNextPage && (
        <Button
          variant="secondary"
          loading={obligations.isFetchingNextPage}
          onClick={() => void obligations.fetchNextPage()}
        >
          {t("inbox.more")}
        </Button>
      )}
    </div>
  );
}
