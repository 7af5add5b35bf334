import { expect, test } from "vitest";
import { csv_text } from "../text/csv";
import { ROWS_MAX, read_list } from "./listed_rows";

const cells = (text: string): Record<string, string>[] =>
  read_list(text).rows.map((row) => row.cells);

test("Semicolons, commas and tabs are all taken, and the names that people write", () => {
  const rows = [{ sender_reference: "sak 17", digest: "ab" }, { sender_reference: "sak 18" }];
  expect(cells("Referanse;SHA256\nsak 17;ab\nsak 18;\n")).toEqual(rows);
  expect(cells("reference,digest\r\nsak 17,ab\r\nsak 18,\r\n")).toEqual(rows);
  expect(cells("own reference\tdigest\nsak 17\tab\nsak 18")).toEqual(rows);
});

test("A byte-order mark, sep=, quotation marks, empty lines and other columns do no harm", () => {
  const text = '\uFEFFsep=;\nid;navn;state\n\n"a1";"Ola ""N"";\nx";"opened"\n;;\n';
  expect(read_list(text)).toEqual({
    rows: [{ line: 4, cells: { report_id: "a1", state: "opened" } }],
    faults: [],
  });
});

test("A faulty line is named by its number in the file, also after sep= and long cells", () => {
  expect(read_list('sep=;\nreference;note\n"a\nb";x\n;only a note\n').faults).toEqual([
    { fault: "no_report", line: 5 },
  ]);
  expect(read_list('reference\na\n"b\n').faults).toEqual([{ fault: "quotation", line: 3 }]);
});

test("References come back from a table that was written here as they were", () => {
  const references = ["=sak 18", "-17", "+47", "@a", "'sak", "a;b", 'sagt "nei"'];
  const written = csv_text([["sender_reference"], ...references.map((one) => [one])]);
  expect(cells(written).map((row) => row.sender_reference)).toEqual(references);
});

test("A list without names, without rows or with too many is not compared", () => {
  const fault = (text: string): string[] => read_list(text).faults.map((one) => one.fault);
  expect(fault(" \n")).toEqual(["empty"]);
  expect(fault("reference\n\n")).toEqual(["empty"]);
  expect(fault("sak 17;ab\nsak 18;cd\n")).toEqual(["columns"]);
  expect(fault(`id\n${"a\n".repeat(ROWS_MAX + 1)}`)).toEqual(["too_many"]);
  expect(fault(`id\n${"a\n".repeat(ROWS_MAX)}`)).toEqual([]);
});
