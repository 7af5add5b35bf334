import { Table } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { InboxItem } from "../api/delivery";
import { InboxRow } from "./inbox_row";

interface Props {
  items: InboxItem[];
  caption: string;
}

/** A table that turns into cards on phones; the roles keep it a table for screen readers then. */
export function InboxTable({ items, caption }: Props): ReactElement {
  const { t } = useTranslation();
  const columns = ["report", "received", "deadline", "state", "owner"] as const;
  return (
    <Table className="cards" role="table" aria-label={caption}>
      <Table.Head role="rowgroup">
        <Table.Row role="row">
          {columns.map((column) => (
            <Table.HeaderCell key={column} role="columnheader" scope="col">
              {t(`inbox.${column}`)}
            </Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Head>
      <Table.Body role="rowgroup">
        {items.map((item) => (
          <InboxRow key={item.delivery_id} item={item} />
        ))}
      </Table.Body>
    </Table>
  );
}
