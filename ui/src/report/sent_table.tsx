import { Table } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { SentItem } from "../api/report";
import { useKindTitle } from "../api/use_kinds";
import { StateTag } from "../shell/state_tag";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";
import { useClock } from "../time/use_clock";
import { late_words } from "./late_words";

export function SentTable({ items }: { items: SentItem[] }): ReactElement {
  const { t } = useTranslation();
  const columns = ["report", "accepted", "to", "state", "last"] as const;
  return (
    <Table className="cards" role="table" aria-label={t("sent.caption")}>
      <Table.Head role="rowgroup">
        <Table.Row role="row">
          {columns.map((column) => (
            <Table.HeaderCell key={column} role="columnheader" scope="col">
              {t(`sent.${column}`)}
            </Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Head>
      <Table.Body role="rowgroup">
        {items.map((item) => (
          <SentRow key={item.id} item={item} />
        ))}
      </Table.Body>
    </Table>
  );
}

function SentRow({ item }: { item: SentItem }): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const kind_title = useKindTitle();
  const clock = useClock();
  const last = item.last_milestone;
  const late = item.unopened_past_limit;
  return (
    <Table.Row role="row">
      <Table.Cell role="cell" className="card-title">
        <Link className="ds-link" to={`/reports/${item.id}`}>
          {kind_title(item.kind)}
        </Link>
        {item.sender_reference && (
          <small className="muted">
            {t("sent.reference", { reference: item.sender_reference })}
          </small>
        )}
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("sent.accepted")}>
        <Instant at={item.accepted_at} />
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("sent.to")}>
        {item.unit.name}
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("sent.state")}>
        <StateTag state={item.state} />
        {late && <small className="block">{late_words(t, late, clock)}</small>}
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("sent.last")}>
        {last && (
          <span>
            {named("milestone", last.name)} <Instant at={last.at} show="short" />
          </span>
        )}
      </Table.Cell>
    </Table.Row>
  );
}
