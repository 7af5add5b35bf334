import { expect, test } from "vitest";
import type { Account, Balance } from "../api/scope";
import { balance_question_in, came_to, faults_of, is_off } from "./question";

const account: Account = { id: "u", accepted: 3, taken_over: 1, sum: 4, states: { opened: 4 } };
const now = new Date("2026-11-23T09:00:00.000Z");
const well: Balance = {
  as_at: "2026-11-23T09:00:00.000Z",
  events: 12,
  balanced: true,
  faults: [],
  last_struck: { at: "2026-11-23T02:00:00.000Z", accepted: 4, sum: 4, faults: 0 },
  senders: [],
  recipients: [account],
};

test("An account balances when all that came is in its states", () => {
  expect(came_to(account)).toBe(4);
  expect(is_off(account)).toBe(false);
  expect(is_off({ ...account, sum: 3 })).toBe(true);
});

test("It is well only if the sums, the last strike and the book behind it are", () => {
  expect(faults_of(well, now)).toEqual([]);
  expect(faults_of({ ...well, balanced: false }, now)).toEqual(["sums"]);
  expect(faults_of({ ...well, faults: ["no.4601 has 3 of 4"] }, now)).toEqual(["sums"]);
  const struck = { at: "2026-11-23T02:00:00.000Z", accepted: 4, sum: 3, faults: 2 };
  expect(faults_of({ ...well, last_struck: struck }, now)).toEqual(["struck"]);
  const later = new Date("2026-11-24T04:01:00.000Z");
  expect(faults_of(well, later)).toEqual(["stalled"]);
  expect(faults_of({ ...well, behind: 40 }, now)).toEqual(["behind"]);
  expect(faults_of({ ...well, behind: 0 }, now)).toEqual([]);
});

test("The address holds what is asked for, and nothing else is taken from it", () => {
  const params = new URLSearchParams("as_at=2026-11-01T00:00:00Z&unit=no.4601.02&kind=x&sender=");
  expect(balance_question_in(params)).toEqual({
    as_at: "2026-11-01T00:00:00Z",
    unit: "no.4601.02",
  });
});
