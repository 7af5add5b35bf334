import { Button, Heading, Paragraph, Table } from "@digdir/designsystemet-react";
import { useEffect, useRef, useState } from "react";
import type { ReactElement } from "react";
import { Link, useLocation } from "react-router";
import type { Scope } from "../api/scope";
import { inbox_units } from "../session/grants";
import { usePerson } from "../session/session_context";
import { CardCell, CardTable } from "../shell/card_table";
import { Empty } from "../shell/empty";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { filled } from "../text/page_texts";
import { exact_instant } from "../time/words";
import { useClock } from "../time/use_clock";
import { BehindNote } from "./behind_note";
import { PeopleNote } from "./people_note";
import { address_of } from "./question";
import type { ScopeQuestion } from "./question";
import { ScopeActs } from "./scope_acts";
import { ScopeItems } from "./scope_items";
import { StatesWords } from "./states_words";
import { useScopeTexts } from "./texts";
import { useScope } from "./use_scope";

/** How many, of whom, since when; then the reports themselves, page by page. */
export function ScopeAnswer({ question }: { question: ScopeQuestion }): ReactElement {
  const text = useScopeTexts();
  const [people, set_people] = useState(false);
  const scope = useScope(question, people);
  const opens_some = inbox_units(usePerson()).length > 0;
  if (scope.isPending) return <Loading />;
  const first = scope.data?.pages[0];
  if (first === undefined) {
    const retry = (): void => void scope.refetch();
    return <Failed error={scope.error} title={text.failed} on_retry={retry} />;
  }
  const items = scope.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <BehindNote behind={first.behind} />
      {first.total === 0 && <Empty title={text.none} text={text.none_text} />}
      {first.total > 0 && (
        <>
          <Counts scope={first} question={question} />
          <ScopeActs question={question} total={first.total} />
          {opens_some && (
            <PeopleNote
              shown={people}
              named={items.filter((item) => item.people !== undefined).length}
              hidden={scope.data?.pages.flatMap((page) => page.people_hidden ?? []) ?? []}
              on_show={() => set_people(true)}
            />
          )}
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
        columns={[text.unit, text.municipality_short, text.count, text.states]}
        caption={text.units}
      >
        {scope.units.map((unit) => (
          <Table.Row role="row" key={unit.id}>
            <Table.HeaderCell role="rowheader" scope="row" className="card-title">
              <Link className="ds-link" to={{ search: address_of({ ...question, unit: unit.id }) }}>
                {unit.name}
              </Link>
            </Table.HeaderCell>
            <CardCell label={text.municipality_short}>{unit.municipality ?? "–"}</CardCell>
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
