import { Button, Heading, Paragraph, Table } from "@digdir/designsystemet-react";
import { useEffect, useRef } from "react";
import type { ReactElement } from "react";
import { Link, useLocation } from "react-router";
import type { Scope } from "../api/scope";
import { CardCell, CardTable } from "../shell/card_table";
import { Empty } from "../shell/empty";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { exact_instant } from "../time/words";
import { useClock } from "../time/use_clock";
import { BehindNote } from "./behind_note";
import { address_of } from "./question";
import type { ScopeQuestion } from "./question";
import { ScopeActs } from "./scope_acts";
import { ScopeItems } from "./scope_items";
import { StatesWords } from "./states_words";
import { filled, useScopeTexts } from "./texts";
import { useScope } from "./use_scope";

/** How many, of whom, since when; then the reports themselves, page by page. */
export function ScopeAnswer({ question }: { question: ScopeQuestion }): ReactElement {
  const text = useScopeTexts();
  const scope = useScope(question);
  if (scope.isPending) return <Loading />;
  const first = scope.data?.pages[0];
  if (first === undefined) {
    const retry = (): void => void scope.refetch();
    return <Failed error={scope.error} title={text.failed} on_retry={retry} />;
  }
  const items = scope.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {first.behind && <BehindNote behind={first.behind} />}
      {first.total === 0 && <Empty title={text.none} text={text.none_text} />}
      {first.total > 0 && (
        <>
          <Counts scope={first} question={question} />
          <ScopeActs question={question} total={first.total} />
          <ScopeItems items={items} total={first.total} />
        </>
      )}
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

function Counts({ scope, question }: { scope: Scope; question: ScopeQuestion }): ReactElement {
  const text = useScopeTexts();
  const clock = useClock();
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = (useLocation().state as { asked?: boolean } | null)?.asked === true;
  const words = (at: string | null | undefined): string =>
    at ? exact_instant(new Date(at), clock) : "–";

  // Whoever asked is taken to the answer, below a long form.
  useEffect(() => {
    if (asked) heading.current?.focus();
  }, [asked]);

  return (
    <section className="stack">
      <Heading level={2} data-size="sm" tabIndex={-1} ref={heading}>
        {filled(text.total, { count: scope.total })}
      </Heading>
      <Paragraph>
        {filled(text.span, { first: words(scope.first), last: words(scope.last) })}
      </Paragraph>
      <CardTable
        columns={[text.unit, text.municipality, text.count, text.states]}
        caption={text.units}
      >
        {scope.units.map((unit) => (
          <Table.Row role="row" key={unit.id}>
            <Table.HeaderCell role="rowheader" scope="row" className="card-title">
              <Link className="ds-link" to={{ search: address_of({ ...question, unit: unit.id }) }}>
                {unit.name}
              </Link>
            </Table.HeaderCell>
            <CardCell label={text.municipality}>{unit.municipality ?? "–"}</CardCell>
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
