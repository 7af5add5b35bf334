import { expect, test } from "vitest";
import { faults_of, given_roles, grant_of } from "./new_grant";
import type { TypedGrant } from "./new_grant";

const OSLO = "Europe/Oslo";
const NOW = new Date("2026-11-23T09:00:00Z");
const typed: TypedGrant = {
  person: "p",
  role: "caseworker",
  kinds: [],
  from_day: "2026-11-23",
  last_day: "",
  reason: "Ny i enheten.",
  delegate: false,
};
const faults = (change: Partial<TypedGrant>): string[] =>
  faults_of({ ...typed, ...change }, OSLO).map(({ fault }) => fault);

test("From today on means from now on, for every kind and without an end", () => {
  expect(faults({})).toEqual([]);
  expect(grant_of(typed, "u", NOW, OSLO)).toEqual({
    unit: "u",
    person: "p",
    role: "caseworker",
    reason: "Ny i enheten.",
  });
});

test("The last day counts in full, in the unit's own zone", () => {
  const days = { ...typed, from_day: "2026-11-30", last_day: "2026-12-04" };
  expect(grant_of({ ...days, kinds: ["concern.child"] }, "u", NOW, OSLO)).toMatchObject({
    from: "2026-11-29T23:00:00.000Z",
    until: "2026-12-04T23:00:00.000Z",
    kinds: ["concern.child"],
  });
});

test("What is missing or the wrong way round is said of its own field", () => {
  expect(faults({ person: "", from_day: "", reason: "  " })).toEqual([
    "person_missing",
    "from_missing",
    "reason_missing",
  ]);
  expect(faults({ last_day: "2026-11-22" })).toEqual(["last_day_before"]);
  expect(faults({ last_day: "2026-11-23" })).toEqual([]);
});

test("Whoever lends their own role says for how long", () => {
  expect(faults({ delegate: true })).toEqual(["last_day_needed"]);
  expect(faults({ delegate: true, last_day: "2026-12-01" })).toEqual([]);
});

test("Nobody gives the role that they have themselves except by lending it", () => {
  expect(given_roles(["unit_leader"])).toEqual([
    { role: "caseworker", lent_only: false },
    { role: "unit_leader", lent_only: true },
  ]);
  expect(given_roles(["director"]).filter(({ lent_only }) => lent_only)).toEqual([
    { role: "director", lent_only: true },
  ]);
  expect(given_roles(["caseworker", "oversight"])).toEqual([]);
});
