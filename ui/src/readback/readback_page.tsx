import { Alert, Heading, Paragraph, Table, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { AreaNav } from "../access/area_nav";
import { FAILING_MAX } from "../api/readback";
import type { CaseSystem, FailingReadback, ReadbackPage as Readbacks } from "../api/readback";
import type { NamedUnit } from "../api/unit";
import { reads, watched_units } from "../session/grants";
import { usePerson } from "../session/session_context";
import { CardCell, CardTable } from "../shell/card_table";
import { Empty } from "../shell/empty";
import { Loaded } from "../shell/loaded";
import { filled } from "../text/page_texts";
import { Instant } from "../time/instant";
import { UnitPage } from "../unit/unit_page";
import { blames_system, state_rows, verdict_of } from "./state_rows";
import type { Verdict } from "./state_rows";
import { useProved, useReadbacks } from "./use_readbacks";
import { state_words, useReadbackWords } from "./words";
import type { ReadbackWords } from "./words";

/** Whether a unit's case system holds what came to it: how many in each state, and since when. */
export default function ReadbackPage(): ReactElement {
  const words = useReadbackWords();
  return (
    <UnitPage title={words.page} units_of={watched_units} before={<AreaNav area="proof" />}>
      {(unit) => <OfUnit key={unit.id} unit={unit} />}
    </UnitPage>
  );
}

function OfUnit({ unit }: { unit: NamedUnit }): ReactElement {
  const words = useReadbackWords();
  const readbacks = useReadbacks(unit.id);
  return (
    <>
      <Paragraph>{words.intro}</Paragraph>
      <Loaded query={readbacks} failed={words.failed_to_load}>
        {(page) => <States unit={unit} page={page} />}
      </Loaded>
    </>
  );
}

function States({ unit, page }: { unit: NamedUnit; page: Readbacks }): ReactElement {
  const words = useReadbackWords();
  const { case_system, expected, failing } = page;
  const proved = useProved(unit.id, case_system?.since);
  if (case_system === undefined) return <Empty title={words.none} text={words.none_text} />;
  const rows = state_rows(page, proved.data);
  const columns = [words.state_column, words.count, words.oldest, words.meaning];
  return (
    <>
      <VerdictAlert verdict={verdict_of(page, proved.data)} waiting={proved.data?.waiting.total} />
      {!expected && <Alert data-color="warning">{words.no_key}</Alert>}
      <SystemFacts system={case_system} />
      <section className="stack">
        <Heading level={2} data-size="xs">
          {words.states}
        </Heading>
        <CardTable columns={columns} caption={words.states}>
          {rows.map(({ state, count, at_least, oldest, failing: bad }) => (
            <Table.Row role="row" key={state}>
              <Table.HeaderCell role="rowheader" scope="row" className="card-title">
                {bad && count > 0 ? (
                  <Tag data-color="danger">{state_words(words, state)}</Tag>
                ) : (
                  state_words(words, state)
                )}
              </Table.HeaderCell>
              <CardCell label={words.count}>
                {at_least ? filled(words.or_more, { count }) : count}
              </CardCell>
              <CardCell label={words.oldest}>
                {oldest === undefined ? "–" : <Instant at={oldest} />}
              </CardCell>
              <CardCell label={words.meaning}>{meaning(words, state)}</CardCell>
            </Table.Row>
          ))}
        </CardTable>
      </section>
      {failing.length > 0 && (
        <Failing unit={unit} failing={failing} in_scope={blames_system(page)} />
      )}
    </>
  );
}

interface VerdictProps {
  verdict: Verdict;
  /** Nothing while it is not known. */
  waiting: number | undefined;
}

function VerdictAlert({ verdict, waiting = 0 }: VerdictProps): ReactElement {
  const words = useReadbackWords();
  if (verdict === "failing") return <Alert data-color="danger">{words.not_well}</Alert>;
  if (verdict === "ours") {
    return <Alert data-color="danger">{words.means.unavailable}</Alert>;
  }
  if (verdict === "proved") return <Alert data-color="success">{words.all_well}</Alert>;
  return (
    <Alert data-color="info">
      {waiting > 0 ? filled(words.open, { count: waiting }) : words.open_unknown}
    </Alert>
  );
}

const meaning = (words: ReadbackWords, state: string): string =>
  state in words.means ? words.means[state as keyof ReadbackWords["means"]] : "–";

function SystemFacts({ system }: { system: CaseSystem }): ReactElement {
  const words = useReadbackWords();
  const { connector, fetched_at, since, last_seq, after_seq } = system;
  return (
    <dl className="facts card">
      <div>
        <dt>{words.connector}</dt>
        <dd>{connector === "" ? words.not_told : connector}</dd>
      </div>
      <div>
        <dt>{words.last}</dt>
        <dd>{fetched_at === null ? words.never : <Instant at={fetched_at} />}</dd>
      </div>
      <div>
        <dt>{words.asked_since}</dt>
        <dd>
          <Instant at={since} show="short" />
        </dd>
      </div>
      <div>
        <dt>{words.given}</dt>
        <dd>{last_seq}</dd>
      </div>
      <div>
        <dt>{words.confirmed}</dt>
        <dd>{after_seq}</dd>
      </div>
    </dl>
  );
}

interface FailingProps {
  unit: NamedUnit;
  failing: FailingReadback[];
  /** The scope knows of what a case system fails, not of what we cannot read. */
  in_scope: boolean;
}

function Failing({ unit, failing, in_scope }: FailingProps): ReactElement {
  const words = useReadbackWords();
  const opens = reads(usePerson(), unit.id);
  const search = `?unit=${encodeURIComponent(unit.id)}&present=readback_failed`;
  return (
    <section className="stack">
      <Heading level={2} data-size="xs">
        {words.items}
      </Heading>
      {failing.length >= FAILING_MAX && (
        <p className="muted">{filled(words.shown, { count: FAILING_MAX })}</p>
      )}
      <CardTable
        columns={[words.delivery, words.state_column, words.since, words.last_proved, words.system]}
        caption={words.items}
      >
        {failing.map(({ delivery_id, seq, state, failed_at, proved_at, connector }) => (
          <Table.Row role="row" key={delivery_id}>
            <Table.Cell role="cell" className="card-title">
              {opens ? (
                <Link className="ds-link" to={`/deliveries/${delivery_id}`}>
                  {seq}
                </Link>
              ) : (
                seq
              )}
              <small>{delivery_id}</small>
            </Table.Cell>
            <CardCell label={words.state_column}>{state_words(words, state)}</CardCell>
            <CardCell label={words.since}>
              {failed_at === null ? "–" : <Instant at={failed_at} />}
            </CardCell>
            <CardCell label={words.last_proved}>
              {proved_at === null ? words.never_proved : <Instant at={proved_at} show="short" />}
            </CardCell>
            <CardCell label={words.system}>{connector === "" ? "–" : connector}</CardCell>
          </Table.Row>
        ))}
      </CardTable>
      {in_scope && (
        <p className="screen-only">
          <Link className="ds-link" to={`/scope${search}`}>
            {words.to_scope}
          </Link>
        </p>
      )}
    </section>
  );
}
