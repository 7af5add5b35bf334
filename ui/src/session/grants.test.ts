import { expect, test } from "vitest";
import type { Person } from "../api/session";
import {
  inbox_units,
  may_report,
  oversees,
  problem_units,
  records_for_others,
  watched_units,
  watches,
} from "./grants";

const bergenhus = { id: "u1", name: "Bergenhus" };
const person = (grants: Person["grants"]): Person => ({
  id: "p",
  name: "Kari",
  login: "kari",
  organisation: { id: "o", name: "Bergen" },
  grants,
});

test("A unit is listed once, however many roles somebody has in it", () => {
  const kari = person([
    { role: "caseworker", unit: bergenhus },
    { role: "guard", unit: bergenhus },
  ]);
  expect(inbox_units(kari)).toEqual([bergenhus]);
  expect(records_for_others(kari)).toBe(true);
});

test("Senders report and have no inbox; oversight has neither", () => {
  const sender = person([{ role: "sender", unit: null }]);
  expect(inbox_units(sender)).toEqual([]);
  expect(may_report(sender)).toBe(true);
  const oversight = person([{ role: "oversight", unit: bergenhus }]);
  expect(inbox_units(oversight)).toEqual([]);
  expect(may_report(oversight)).toBe(false);
});

test("Directors and oversight watch without an inbox; leaders answer their unit's problems", () => {
  const director = person([{ role: "director", unit: bergenhus }]);
  expect(watched_units(director)).toEqual([bergenhus]);
  expect(inbox_units(director)).toEqual([]);
  expect(problem_units(director)).toEqual([]);
  const oversight = person([{ role: "oversight", unit: { id: "u9", name: "County" } }]);
  expect(watches(oversight) && oversees(oversight)).toBe(true);
  expect(watched_units(oversight)).toEqual([]);
  expect(watches(person([{ role: "sender", unit: null }]))).toBe(false);
  const leader = person([{ role: "unit_leader", unit: bergenhus }]);
  expect(problem_units(leader)).toEqual([bergenhus]);
});
