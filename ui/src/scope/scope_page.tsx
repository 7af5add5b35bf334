import { Button, Heading, Paragraph, Table } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement } from "react";
import { AreaNav } from "../access/area_nav";
import type { Scope, ScopeItem } from "../api/scope";
import { useKindTitle } from "../api/use_kinds";
import { CardCell, CardTable } from "../shell/card_table";
import { Empty } from "../shell/empty";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { PageHeading } from "../shell/page_heading";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";
import { exact_instant } from "../time/words";
import { useClock } from "../time/use_clock";
import { BalanceSection } from "./balance_section";
import { ScopeFilters } from "./scope_filters";
import { StatesWords } from "./states_words";
import { filled, useScopeTexts } from "./texts";
import { useScope } from "./use_scope";
import type { ScopeQuestion } from "./use_scope";

/** Whom a fault affects, which reports, since when; and that the whole balances. */
export default function ScopePage(): ReactElement {
  const text = useScopeTexts();
  const [question, set_question] = useState<ScopeQuestion>({
    municipality: "",
    older_than: "",
    absent: "",
  });
  return (
    <div className="stack">
      <PageHeading title={text.title} />
      <AreaNav />
      <Paragraph>{text.intro}</Paragraph>
      <ScopeFilters question={question} on_change={set_question} />
      {is_whole(question) && <Answered question={question} />}
      <BalanceSection />
    </div>
  );
}

/** A number that is being typed asks for nothing yet. */
const is_whole = ({ municipality }: ScopeQuestion): boolean =>
  municipality === "" || /^[0-9]{4}$/.test(municipality);

function Answered({ question }: { question: ScopeQuestion }): ReactElement {
  const text = useScopeTexts();
  const scope = useScope(question);
  if (scope.isPending) return <Loading />;
  const first = scope.data?.pages[0];
  if (first === undefined) {
    const retry = (): void => void scope.refetch();
    return <Failed error={scope.error} title={text.failed} on_retry={retry} />;
  }
  if (first.total === 0) return <Empty title={text.none} text={text.none_text} />;
  return (
    <>
      <Counts scope={first} />
      <Items items={scope.data?.pages.flatMap((page) => page.items) ?? []} />
      {scope.hasNextPage && (
        <Button
          variant="secondary"
          loading={scope.isFetchingNextPage}
          onClick={() => void scope.fetchNextPage()}
        >
          {text.more}
        </Button>
      )}
    </>
  );
}

function Counts({ scope }: { scope: Scope }): ReactElement {
  const text = useScopeTexts();
  const clock = useClock();
  const words = (at: string | null | undefined): string =>
    at ? exact_instant(new Date(at), clock) : "–";
  return (
    <section className="stack" aria-live="polite">
      <Heading level={2}>{filled(text.total, { count: scope.total })}</Heading>
      <Paragraph>
        {filled(text.span, { first: words(scope.first), last: words(scope.last) })}
      </Paragraph>
      <CardTable columns={[text.unit, text.count, text.states]} caption={text.units}>
        {scope.units.map((unit) => (
          <Table.Row role="row" key={unit.id}>
            <Table.HeaderCell role="rowheader" scope="row" className="card-title">
              {unit.name}
            </Table.HeaderCell>
            <CardCell label={text.count}>{unit.count}</CardCell>
            <CardCell label={text.states}>
              <StatesWords states={unit.states} />
            </CardCell>
          </Table.Row>
        ))}
      </CardTable>
    </section>
  );
}

function Items({ items }: { items: ScopeItem[] }): ReactElement {
  const text = useScopeTexts();
  const named = useNamed();
  const kind_title = useKindTitle();
  const columns = [text.report, text.received, text.unit, text.states, text.sender];
  return (
    <CardTable columns={columns} caption={text.items}>
      {items.map((item) => (
        <Table.Row role="row" key={item.delivery_id}>
          <Table.Cell role="cell" className="card-title">
            <strong className="block">{kind_title(item.kind)}</strong>
            <small>{item.report_id}</small>
          </Table.Cell>
          <CardCell label={text.received}>
            <Instant at={item.received_at} />
          </CardCell>
          <CardCell label={text.unit}>{item.unit.name}</CardCell>
          <CardCell label={text.states}>
            {named("state", item.state)}
            {item.resend_asked_at && <small className="block">{text.asked_again}</small>}
          </CardCell>
          <CardCell label={text.sender}>
            {item.sender.name ?? (item.sender.id === "public" ? text.public : item.sender.id)}
          </CardCell>
        </Table.Row>
      ))}
    </CardTable>
  );
}
