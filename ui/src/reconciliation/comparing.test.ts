import { expect, test } from "vitest";
import { Problem } from "../api/problem";
import { faults_in_words, read_file, request_of, window_of, with_lines } from "./comparing";
import { reconciliation_texts } from "./texts";

const OSLO = "Europe/Oslo";
const text = reconciliation_texts.nb;
const rows = [{ line: 3, cells: { sender_reference: "sak 17", digest: "ab" } }];

test("A time of which the list has everything is whole, or there is none", () => {
  expect(window_of("", "", OSLO)).toEqual({});
  expect(window_of("2026-11-01T00:00", "2026-12-01T00:00", OSLO)).toEqual({
    from: "2026-10-31T23:00:00Z",
    until: "2026-11-30T23:00:00Z",
  });
  expect(window_of("2026-11-01T00:00", "", OSLO)).toBeUndefined();
  expect(window_of("2026-11-01T00:00", "2026-11-01T00:00", OSLO)).toBeUndefined();
});

test("The request has the rows and says whose they are, but not where they stood", () => {
  expect(request_of("", {}, rows)).toEqual({
    items: [{ sender_reference: "sak 17", digest: "ab" }],
  });
  expect(request_of("no.4601.02", { from: "a", until: "b" }, [])).toEqual({
    unit: "no.4601.02",
    from: "a",
    until: "b",
    items: [],
  });
});

test("A list that was exported here is taken as it is: each side's own columns are compared", () => {
  const cells = {
    report_id: "r1",
    delivery_id: "d1",
    sender_reference: "sak 17",
    digest: "ab",
    state: "opened",
  };
  const exported = [{ line: 2, cells }];
  expect(request_of("no.4601.02", {}, exported).items).toEqual([
    { delivery_id: "d1", state: "opened" },
  ]);
  expect(request_of("", {}, exported).items).toEqual([
    { report_id: "r1", sender_reference: "sak 17", digest: "ab" },
  ]);
});

test("Only a file in UTF-8 is read", async () => {
  expect(await read_file(new Blob(["blåbær"]))).toEqual({ text: "blåbær" });
  expect(await read_file(new Blob([new Uint8Array([0x62, 0xe5])]))).toEqual({ fault: "not_utf8" });
});

test("Many faults are told by the first of them", () => {
  const faults = Array.from({ length: 12 }, (_, at) => ({
    fault: "no_report" as const,
    line: at + 2,
  }));
  const words = faults_in_words(faults, text);
  expect(words[0]).toBe("Linje 2: navngir ingen melding");
  expect(words.at(-1)).toBe("Og 2 feil til");
  expect(words).toHaveLength(11);
});

test("What the server says of a row is said of its line in the file", () => {
  const errors = [{ pointer: "/items/0/digest", detail: "must be a SHA-256" }];
  const problem = new Problem({ cause: "refused", status: 422, errors });
  const told = with_lines(problem, rows, text);
  expect(told.errors.map(({ detail }) => detail)).toEqual(["Linje 3: digest must be a SHA-256"]);
  expect(told.status).toBe(422);
});
