// Somebody's own list, as a spreadsheet writes it. The same rules as of `varde reconcile`.
import type { ListedRow } from "../api/reconciliation";

export const ROWS_MAX = 10_000;

/** What may stand over a column, and the API's word for it. */
const COLUMNS: Readonly<Record<string, string>> = {
  reference: "sender_reference",
  sender_reference: "sender_reference",
  "own reference": "sender_reference",
  referanse: "sender_reference",
  code: "code",
  kode: "code",
  report: "report_id",
  report_id: "report_id",
  id: "report_id",
  digest: "digest",
  sha256: "digest",
  delivery: "delivery_id",
  delivery_id: "delivery_id",
  state: "state",
};

export type ListFault = "empty" | "columns" | "quotation" | "no_report" | "too_many";

export interface ReadList {
  rows: ListedRow[];
  /** `line` is 0 where it is of the whole list. Nothing is compared while there is one. */
  faults: { fault: ListFault; line: number }[];
}

interface Lines {
  /** Where each begins, from 1, and its cells: one may go over several lines of the file. */
  records: { line: number; cells: string[] }[];
  unclosed: number;
}

const trimmed = (text: string): string => text.replaceAll(/^[ \t\u00A0]+|[ \t\u00A0]+$/g, "");

/** A table that was written here has such a mark before what a spreadsheet would calculate. */
const unmarked = (cell: string): string => cell.replace(/^'(?=[=+\-@\t\r])/, "");

function split(text: string, separator: string, first_line: number): Lines {
  const records: Lines["records"] = [];
  let line = first_line;
  let record = { line, cells: [""] };
  let cell = "";
  let quoted = false;
  const end_cell = (): void => {
    record.cells[record.cells.length - 1] = cell;
    cell = "";
  };
  for (let at = 0; at < text.length; ++at) {
    const c = text[at];
    if (c === "\n") ++line;
    if (quoted && c === '"' && text[at + 1] === '"') {
      cell += '"';
      ++at;
    } else if (c === '"' && (quoted || trimmed(cell) === "")) {
      quoted = !quoted;
    } else if (!quoted && c === separator) {
      end_cell();
      record.cells.push("");
    } else if (!quoted && c === "\n") {
      end_cell();
      records.push(record);
      record = { line, cells: [""] };
    } else if (quoted || c !== "\r") {
      cell += c;
    }
  }
  end_cell();
  if (record.cells.length > 1 || record.cells[0] !== "") records.push(record);
  return { records, unclosed: quoted ? record.line : 0 };
}

function separator_in(text: string): { separator: string; rest: string; first_line: number } {
  const end = text.indexOf("\n");
  const first = end < 0 ? text : text.slice(0, end);
  if (text.startsWith("sep=") && text.length > 4) {
    const rest = end < 0 ? "" : text.slice(end + 1);
    return { separator: text.charAt(4), rest, first_line: 2 };
  }
  const separator = [";", "\t"].find((one) => first.includes(one)) ?? ",";
  return { separator, rest: text, first_line: 1 };
}

/** A faulty line is named by its number; then nothing is compared. */
export function read_list(list: string): ReadList {
  const text = list.startsWith("\uFEFF") ? list.slice(1) : list;
  const of_all = (fault: ListFault): ReadList => ({ rows: [], faults: [{ fault, line: 0 }] });
  if (text.trim() === "") return of_all("empty");
  const { separator, rest, first_line } = separator_in(text);
  const { records, unclosed } = split(rest, separator, first_line);
  const names = records.shift()?.cells ?? [];
  const columns = names.map((name) => COLUMNS[trimmed(name).toLowerCase()]);
  if (columns.every((column) => column === undefined)) return of_all("columns");
  const rows: ListedRow[] = [];
  const faults: ReadList["faults"] = [];
  for (const { line, cells } of records) {
    const row: ListedRow = { line, cells: {} };
    columns.forEach((column, at) => {
      const cell = unmarked(trimmed(cells[at] ?? ""));
      if (column !== undefined && cell !== "") row.cells[column] = cell;
    });
    const blank = cells.every((cell) => trimmed(cell) === "");
    if (!blank && Object.keys(row.cells).length === 0) faults.push({ fault: "no_report", line });
    else if (!blank) rows.push(row);
  }
  if (unclosed > 0) faults.push({ fault: "quotation", line: unclosed });
  if (faults.length === 0 && rows.length === 0) return of_all("empty");
  if (rows.length > ROWS_MAX) return of_all("too_many");
  return { rows, faults };
}
