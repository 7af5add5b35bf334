import { expect, test } from "vitest";
import { csv_text } from "./csv";

const line = (cell: string): string => csv_text([[cell]]).slice(1);

test("Rows are lines with semicolons, in UTF-8 that says so", () => {
  expect(csv_text([["referanse", "antall"], ["sak 17", "3"]])).toBe(
    "\uFEFFreferanse;antall\r\nsak 17;3\r\n",
  );
});

test("What would end a cell is quoted", () => {
  expect(line('a "b"')).toBe('"a ""b"""\r\n');
  expect(line("a;b")).toBe('"a;b"\r\n');
  expect(line("a\nb")).toBe('"a\nb"\r\n');
});

test("No cell is a formula, whatever a sender calls a report", () => {
  for (const formula of ["=1+1", "+47", "-1", "@SUM(A1)", "\t=1", "\r=1"]) {
    expect(line(formula), formula).toBe(`"'${formula}"\r\n`);
  }
});
