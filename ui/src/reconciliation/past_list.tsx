import { Button, Heading, Table, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { LISTS } from "../api/reconciliation";
import type { PastReconciliation } from "../api/reconciliation";
import { CardCell, CardTable } from "../shell/card_table";
import { Empty } from "../shell/empty";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { Instant } from "../time/instant";
import { short_instant } from "../time/words";
import { useClock } from "../time/use_clock";
import { useReconciliationTexts } from "./texts";
import { useReconciliations } from "./use_reconciliations";

/** What came of earlier ones: counts alone, for the lists were never kept. */
export function PastList({ unit }: { unit: string }): ReactElement {
  const text = useReconciliationTexts();
  const past = useReconciliations(unit);
  const items = past.data?.pages.flatMap((page) => page.items);
  const columns = [text.made, text.window, ...LISTS.map((list) => text.lists[list])];
  return (
    <section className="stack" aria-labelledby="earlier">
      <Heading level={2} data-size="xs" id="earlier">
        {text.earlier}
      </Heading>
      {past.isPending && <Loading />}
      {items === undefined && past.isError && (
        <Failed
          error={past.error}
          title={text.earlier_failed}
          on_retry={() => void past.refetch()}
        />
      )}
      {items?.length === 0 && <Empty level={3} title={text.none} text={text.none_text} />}
      {items !== undefined && items.length > 0 && (
        <CardTable columns={columns} caption={text.earlier}>
          {items.map((item) => (
            <PastRow key={item.id} item={item} />
          ))}
        </CardTable>
      )}
      {past.hasNextPage && (
        <Button
          variant="secondary"
          loading={past.isFetchingNextPage}
          onClick={() => void past.fetchNextPage()}
        >
          {text.more}
        </Button>
      )}
    </section>
  );
}

function PastRow({ item }: { item: PastReconciliation }): ReactElement {
  const text = useReconciliationTexts();
  const clock = useClock();
  const words = (at: string): string => short_instant(new Date(at), clock);
  const { from, until, counts } = item;
  return (
    <Table.Row role="row">
      <Table.HeaderCell role="rowheader" scope="row" className="card-title">
        <Instant at={item.made_at} show="short" />
      </Table.HeaderCell>
      <CardCell label={text.window}>
        {from === undefined || until === undefined
          ? text.no_window
          : `${words(from)} – ${words(until)}`}
      </CardCell>
      {LISTS.map((list) => (
        <CardCell key={list} label={text.lists[list]}>
          {list !== "agreed" && counts[list] > 0 ? (
            <Tag data-color="danger">{counts[list]}</Tag>
          ) : (
            counts[list]
          )}
        </CardCell>
      ))}
    </Table.Row>
  );
}
