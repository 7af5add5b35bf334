import { expect, test } from "vitest";
import type { ListedRow, Reconciliation } from "../api/reconciliation";
import { csv_text } from "../text/csv";
import { is_clean, result_rows, result_table } from "./result_tables";

const rows: ListedRow[] = [
  { line: 2, cells: { sender_reference: "sak 17", digest: "ab" } },
  { line: 4, cells: { sender_reference: "=sak 18" } },
];
const result: Reconciliation = {
  id: "c",
  made_at: "2026-11-23T09:00:00Z",
  counts: { missing_here: 1, missing_there: 1, different: 0, agreed: 1 },
  missing_here: [{ row: 1 }],
  missing_there: [{ report_id: "r9", at: "2026-11-01T09:00:00Z", sender_reference: "sak 9" }],
  different: [],
  agreed: [{ row: 0, report_id: "r1", detail: "No digest to compare." }],
};

test("A row is told by its line in their own file, and by their own words", () => {
  expect(result_rows("missing_here", result, rows)).toEqual([
    { key: "1", line: 4, yours: "=sak 18", ours: "", erased: false },
  ]);
  expect(result_rows("agreed", result, rows)).toEqual([
    {
      key: "0",
      line: 2,
      yours: "sak 17",
      ours: "r1",
      erased: false,
      detail: "No digest to compare.",
    },
  ]);
});

test("What the list lacks is told by its reference, and when it came", () => {
  expect(result_rows("missing_there", result, rows)).toEqual([
    { key: "r9", yours: "", ours: "sak 9", at: "2026-11-01T09:00:00Z", erased: false },
  ]);
});

test("Each list is a file, in which no cell is a formula", () => {
  expect(result_table("missing_here", result, rows)).toEqual([
    ["line", "sender_reference", "digest", "here_report_id", "here_delivery_id", "detail"],
    ["4", "=sak 18", "", "", "", ""],
  ]);
  expect(csv_text(result_table("missing_here", result, rows))).toContain(`4;"'=sak 18";;;;`);
  expect(result_table("missing_there", result, rows)[1]).toEqual([
    "r9",
    "",
    "2026-11-01T09:00:00Z",
    "sak 9",
    "",
  ]);
});

test("Only what agrees is well", () => {
  expect(is_clean(result)).toBe(false);
  const counts = { missing_here: 0, missing_there: 0, different: 0, agreed: 3 };
  expect(is_clean({ counts })).toBe(true);
});
