import { Alert, Heading, Paragraph, Table } from "@digdir/designsystemet-react";
import { useEffect, useRef } from "react";
import type { ReactElement } from "react";
import { LISTS } from "../api/reconciliation";
import type { List, ListedRow, Reconciliation } from "../api/reconciliation";
import { CardCell, CardTable } from "../shell/card_table";
import { DownloadButton } from "../shell/download_button";
import { Said } from "../shell/said";
import { csv_text } from "../text/csv";
import { filled } from "../text/page_texts";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";
import { exact_instant } from "../time/words";
import { useClock } from "../time/use_clock";
import { is_clean, result_rows, result_table } from "./result_tables";
import type { ResultRow } from "./result_tables";
import { useReconciliationTexts } from "./texts";

interface Props {
  result: Reconciliation;
  rows: ListedRow[];
}

const SHOWN = 50;

/** The four lists, the bad news first; each can be saved whole. */
export function ResultLists({ result, rows }: Props): ReactElement {
  const text = useReconciliationTexts();
  const clock = useClock();
  const heading = useRef<HTMLHeadingElement>(null);
  const clean = is_clean(result);

  useEffect(() => heading.current?.focus(), [result]);

  return (
    <section className="stack">
      <Heading level={2} data-size="sm" tabIndex={-1} ref={heading}>
        {filled(text.result, { at: exact_instant(new Date(result.made_at), clock) })}
      </Heading>
      <Alert data-color={clean ? "success" : "danger"}>
        {clean ? text.all_well : text.not_well}
      </Alert>
      {LISTS.map((list) => (
        <OneList key={list} list={list} result={result} rows={rows} />
      ))}
    </section>
  );
}

function OneList({ list, result, rows }: Props & { list: List }): ReactElement {
  const text = useReconciliationTexts();
  const count = result.counts[list];
  const { erased = 0 } = result.counts;
  const found = result_rows(list, result, rows);
  const shown = list === "agreed" ? [] : found.slice(0, SHOWN);
  return (
    <section className="card">
      <div className="split">
        <Heading level={3} data-size="xs">
          {text.lists[list]}: {count}
        </Heading>
        {found.length > 0 && (
          <span className="screen-only">
            <DownloadButton
              file_name={`varde-${list}.csv`}
              text={csv_text(result_table(list, result, rows))}
            >
              {text.save}
              <span className="unseen">: {text.lists[list]}</span>
            </DownloadButton>
          </span>
        )}
      </div>
      <Paragraph data-size="sm">{text.helps[list]}</Paragraph>
      {list === "agreed" && erased > 0 && <p>{filled(text.not_compared, { count: erased })}</p>}
      {shown.length > 0 && <Rows list={list} rows={shown} />}
      {shown.length > 0 && shown.length < count && (
        <p className="muted">{filled(text.shown, { shown: shown.length, count })}</p>
      )}
    </section>
  );
}

function Rows({ list, rows }: { list: List; rows: ResultRow[] }): ReactElement {
  const text = useReconciliationTexts();
  const named = useNamed();
  if (list === "missing_there") {
    return (
      <CardTable columns={[text.ours, text.came, text.why]} caption={text.lists[list]}>
        {rows.map(({ key, ours, at, state }) => (
          <Table.Row role="row" key={key}>
            <Table.Cell role="cell" className="card-title">
              {ours}
            </Table.Cell>
            <CardCell label={text.came}>{at !== undefined && <Instant at={at} />}</CardCell>
            <CardCell label={text.why}>{state !== undefined && named("state", state)}</CardCell>
          </Table.Row>
        ))}
      </CardTable>
    );
  }
  return (
    <CardTable columns={[text.yours, text.row, text.ours, text.why]} caption={text.lists[list]}>
      {rows.map(({ key, line, yours, ours, state, detail, erased }) => (
        <Table.Row role="row" key={key}>
          <Table.Cell role="cell" className="card-title">
            {yours}
          </Table.Cell>
          <CardCell label={text.row}>{line ?? "–"}</CardCell>
          <CardCell label={text.ours}>
            {ours === "" ? "–" : ours}
            {state !== undefined && <small className="block">{named("state", state)}</small>}
          </CardCell>
          <CardCell label={text.why}>
            {erased && <span>{text.erased} </span>}
            {detail !== undefined && <Said text={detail} />}
          </CardCell>
        </Table.Row>
      ))}
    </CardTable>
  );
}
