// The four lists as tables: for the page, and under the API's own names as files.
import type { ComparedItem, List, ListedRow, Reconciliation } from "../api/reconciliation";

const YOURS = ["sender_reference", "code", "report_id", "delivery_id", "digest", "state"];

/** One line of a list, as the page shows it. */
export interface ResultRow {
  key: string;
  /** Of their file; nothing where it is not on their list. */
  line?: number;
  yours: string;
  ours: string;
  at?: string;
  state?: string;
  detail?: string;
  erased: boolean;
}

const named = (row: ListedRow | undefined): string =>
  ["sender_reference", "code", "report_id", "delivery_id"]
    .map((name) => row?.cells[name] ?? "")
    .filter((cell) => cell !== "")
    .join(", ");

function compared(item: ComparedItem, rows: readonly ListedRow[]): ResultRow {
  const row = rows[item.row];
  return {
    key: String(item.row),
    yours: named(row),
    ours: item.delivery_id ?? item.report_id ?? "",
    erased: item.erased === true,
    ...(row === undefined ? {} : { line: row.line }),
    ...(item.detail === undefined ? {} : { detail: item.detail }),
  };
}

export function result_rows(
  list: List,
  result: Reconciliation,
  rows: readonly ListedRow[],
): ResultRow[] {
  if (list !== "missing_there") return result[list].map((item) => compared(item, rows));
  return result.missing_there.map((item) => ({
    key: item.delivery_id ?? item.report_id,
    yours: "",
    ours: item.sender_reference ?? item.delivery_id ?? item.report_id,
    at: item.at,
    erased: false,
    ...(item.state === undefined ? {} : { state: item.state }),
  }));
}

/** Their own columns first, then ours. */
export function result_table(
  list: List,
  result: Reconciliation,
  rows: readonly ListedRow[],
): string[][] {
  if (list === "missing_there") {
    const head = ["report_id", "delivery_id", "at", "sender_reference", "state"];
    const lines = result.missing_there.map((item) => [
      item.report_id,
      item.delivery_id ?? "",
      item.at,
      item.sender_reference ?? "",
      item.state ?? "",
    ]);
    return [head, ...lines];
  }
  const used = YOURS.filter((name) => rows.some((row) => row.cells[name] !== undefined));
  const head = ["line", ...used, "here_report_id", "here_delivery_id", "detail"];
  const lines = result[list].map((item) => {
    const row = rows[item.row];
    return [
      row === undefined ? "" : String(row.line),
      ...used.map((name) => row?.cells[name] ?? ""),
      item.report_id ?? "",
      item.delivery_id ?? "",
      item.detail ?? "",
    ];
  });
  return [head, ...lines];
}

/** Nothing is missing on either side, and nothing differs. */
export function is_clean({ counts }: Pick<Reconciliation, "counts">): boolean {
  return counts.missing_here + counts.missing_there + counts.different === 0;
}
