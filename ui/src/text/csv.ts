// Tables as files that spreadsheets read: RFC 4180, with the semicolons of Norwegian ones.

const SEPARATOR = ";";

/** A spreadsheet would take such a cell for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell_text(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[";,\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Begins with a byte-order mark, so that a spreadsheet knows that it is UTF-8. */
export function csv_text(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => `${row.map(cell_text).join(SEPARATOR)}\r\n`);
  return `\uFEFF${lines.join("")}`;
}
