import { Table } from "@digdir/designsystemet-react";
import type { ReactElement, ReactNode } from "react";

interface Props {
  columns: string[];
  caption: string;
  className?: string;
  children: ReactNode;
}

/** A table that turns into cards on phones; the roles keep it a table for screen readers then. */
export function CardTable({ columns, caption, className, children }: Props): ReactElement {
  return (
    <Table
      className={className === undefined ? "cards" : `cards ${className}`}
      role="table"
      aria-label={caption}
    >
      <Table.Head role="rowgroup">
        <Table.Row role="row">
          {columns.map((column) => (
            <Table.HeaderCell key={column} role="columnheader" scope="col">
              {column}
            </Table.HeaderCell>
          ))}
        </Table.Row>
      </Table.Head>
      <Table.Body role="rowgroup">{children}</Table.Body>
    </Table>
  );
}

interface CellProps {
  /** Names the column where there are no columns. */
  label: string;
  children: ReactNode;
}

export function CardCell({ label, children }: CellProps): ReactElement {
  return (
    <Table.Cell role="cell" data-label={label}>
      <div>{children}</div>
    </Table.Cell>
  );
}
