import { Heading, Table } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { Link } from "react-router";
import type { Person } from "../api/session";
import type { ScopeItem } from "../api/scope";
import { useKindTitle } from "../api/use_kinds";
import { reads } from "../session/grants";
import { usePerson } from "../session/session_context";
import { CardCell, CardTable } from "../shell/card_table";
import { DownloadButton } from "../shell/download_button";
import { csv_text } from "../text/csv";
import { filled } from "../text/page_texts";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";
import { table_of } from "./item_table";
import { people_words } from "./people";
import { sender_words } from "./sender_words";
import { useScopeTexts } from "./texts";

interface Props {
  items: ScopeItem[];
  total: number;
}

/** The reports by id and reference, so far as they have been fetched. */
export function ScopeItems({ items, total }: Props): ReactElement {
  const text = useScopeTexts();
  const columns = [text.report, text.received, text.unit, text.state, text.sender];
  return (
    <section className="stack">
      <div className="split">
        <Heading level={2} data-size="xs">
          {text.items}
        </Heading>
        <span className="screen-only">
          <DownloadButton
            file_name="varde-omfang.csv"
            text={csv_text(table_of(items, text.people_unnamed))}
          >
            {text.save}
          </DownloadButton>
        </span>
      </div>
      <p className="count" role="status">
        {filled(text.shown, { shown: items.length, count: total })}
      </p>
      <CardTable columns={columns} caption={text.items}>
        {items.map((item) => (
          <ItemRow key={item.delivery_id} item={item} />
        ))}
      </CardTable>
    </section>
  );
}

function ItemRow({ item }: { item: ScopeItem }): ReactElement {
  const text = useScopeTexts();
  const named = useNamed();
  const kind_title = useKindTitle();
  const path = path_to(item, usePerson());
  const title = kind_title(item.kind);
  return (
    <Table.Row role="row">
      <Table.Cell role="cell" className="card-title">
        {path === undefined ? (
          <strong className="block">{title}</strong>
        ) : (
          <Link className="ds-link" to={path}>
            {title}
          </Link>
        )}
        <small>{item.report_id}</small>
        {item.sender_reference && (
          <small>{filled(text.reference, { reference: item.sender_reference })}</small>
        )}
        {item.unreadable && <small>{text.cannot_read}</small>}
        {item.people && <small>{people_words(item.people, text)}</small>}
      </Table.Cell>
      <CardCell label={text.received}>
        <Instant at={item.received_at} />
      </CardCell>
      <CardCell label={text.unit}>{item.unit.name}</CardCell>
      <CardCell label={text.state}>
        {named("state", item.state)}
        {item.connector && (
          <small className="block">
            {filled(text.proved_by, { connector: item.connector })}
          </small>
        )}
        {item.resend_asked_at && (
          <small className="block">
            {filled(text.asked_again, { when: "" })}
            <Instant at={item.resend_asked_at} show="short" />
          </small>
        )}
        {(item.repeats ?? []).length > 0 && <small className="block">{text.repeated}</small>}
      </CardCell>
      <CardCell label={text.sender}>{sender_words(item.sender, text)}</CardCell>
    </Table.Row>
  );
}

/** Where the reader finds the report itself: as who received it, or as who sent it. */
function path_to(item: ScopeItem, person: Person): string | undefined {
  if (reads(person, item.unit.id)) return `/deliveries/${item.delivery_id}`;
  if (item.sender?.id === person.organisation.id) return `/reports/${item.report_id}`;
  return undefined;
}
