import { expect, test } from "vitest";
import { FAILING_MAX } from "../api/readback";
import type { FailingReadback, ReadbackPage } from "../api/readback";
import { blames_system, state_rows, verdict_of } from "./state_rows";

const failing = (state: string, failed_at: string | null): FailingReadback => ({
  delivery_id: "d",
  seq: 1,
  received_at: "2026-11-01T08:00:00Z",
  state,
  connector: "casebook/2.1",
  stored_at: null,
  proved_at: null,
  failed_at,
});
const page = (...found: FailingReadback[]): ReadbackPage => ({ expected: true, failing: found });
const proved = {
  stored: { total: 12, first: "2026-10-01T08:00:00Z" },
  waiting: { total: 0 },
};

test("Each state has its count and its oldest, what fails first", () => {
  const rows = state_rows(
    page(
      failing("silent", "2026-11-03T08:00:00Z"),
      failing("silent", "2026-11-02T08:00:00Z"),
      failing("missing", null),
    ),
    proved,
  );
  expect(rows.map(({ state, count, oldest }) => [state, count, oldest])).toEqual([
    ["missing", 1, undefined],
    ["wrong_digest", 0, undefined],
    ["regressed", 0, undefined],
    ["skipped", 0, undefined],
    ["silent", 2, "2026-11-02T08:00:00Z"],
    ["unavailable", 0, undefined],
    ["waiting", 0, undefined],
    ["stored", 12, "2026-10-01T08:00:00Z"],
  ]);
});

test("A state that is new is not left out, and a full list says that there may be more", () => {
  const many = Array.from({ length: FAILING_MAX }, () => failing("gone", "2026-11-02T08:00:00Z"));
  const rows = state_rows(page(...many), undefined);
  const last = rows.at(-1);
  expect([last?.state, last?.count, last?.at_least]).toEqual(["gone", FAILING_MAX, true]);
  expect(rows[0]?.at_least).toBe(false);
});

test("It is well only when a system that comes has proved everything", () => {
  const case_system = {
    connector: "casebook/2.1",
    since: "2026-10-01T08:00:00Z",
    fetched_at: "2026-11-22T08:00:00Z",
    last_seq: 12,
    after_seq: 12,
  };
  const well: ReadbackPage = { ...page(), case_system };
  expect(verdict_of(well, proved)).toBe("proved");
  expect(verdict_of(well, { ...proved, waiting: { total: 1 } })).toBe("open");
  expect(verdict_of(well, undefined)).toBe("open");
  expect(verdict_of({ ...well, expected: false }, proved)).toBe("open");
  const never: ReadbackPage = { ...well, case_system: { ...case_system, fetched_at: null } };
  expect(verdict_of(never, proved)).toBe("open");
  expect(verdict_of({ ...well, failing: [failing("missing", null)] }, proved)).toBe("failing");
});

test("A case system is not blamed for what only we cannot read", () => {
  const ours = page(failing("unavailable", null), failing("unavailable", null));
  expect(verdict_of(ours, proved)).toBe("ours");
  expect(blames_system(ours)).toBe(false);
  const both = page(failing("unavailable", null), failing("silent", null));
  expect(verdict_of(both, proved)).toBe("failing");
  expect(blames_system(both)).toBe(true);
});
