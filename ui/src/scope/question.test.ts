import { expect, test } from "vitest";
import { address_of, faults_of, question_in, question_of, typed_of } from "./question";
import type { TypedScope } from "./question";

const OSLO = "Europe/Oslo";
const empty = typed_of({}, OSLO);
const asked = (change: Partial<TypedScope>): string =>
  address_of(question_of({ ...empty, ...change }, OSLO));

test("A form in which nothing is chosen asks for everything", () => {
  expect(question_of(empty, OSLO)).toEqual({});
  expect(asked({})).toBe("");
  expect(faults_of(empty)).toEqual([]);
});

test("Every filter stands in the address, as the API takes it", () => {
  const all: TypedScope = {
    unit: "no.4601.02",
    municipality: " 4601 ",
    kind: "concern.child",
    sender: "public",
    connector: "casebook/2.1",
    state: "unopened",
    from: "2026-10-26T08:00",
    until: "2026-11-01T00:00",
    age: "72",
    age_unit: "h",
    marks: { opened: "absent", stored: "present", readback_failed: "present" },
  };
  expect(asked(all)).toBe(
    "?unit=no.4601.02&municipality=4601&kind=concern.child&sender=public" +
      "&connector=casebook%2F2.1&from=2026-10-26T07:00:00Z&until=2026-10-31T23:00:00Z" +
      "&older_than=72h&present=stored,readback_failed&absent=opened&state=unopened",
  );
  expect(faults_of(all)).toEqual([]);
});

test("What an address asks for stands in the form, and asks for the same again", () => {
  const address =
    "?from=2026-10-25T00:30:00Z&older_than=90m&present=opened,withdrawn&absent=answered";
  const question = question_in(new URLSearchParams(address));
  const typed = typed_of(question, OSLO);
  expect(typed.from).toBe("2026-10-25T02:30");
  expect([typed.age, typed.age_unit]).toEqual(["90", "m"]);
  expect(typed.marks).toEqual({ opened: "present", withdrawn: "present", answered: "absent" });
  expect(address_of(question_of(typed, OSLO))).toBe(address);
});

test("Nothing but the filters is taken from an address, or put there", () => {
  const params = new URLSearchParams("?name=Ola&kind=concern.child&after=x&absent=");
  expect(question_in(params)).toEqual({ kind: "concern.child" });
});

test("What cannot be asked is said of its own field", () => {
  const faults = (change: Partial<TypedScope>): string[] => faults_of({ ...empty, ...change });
  expect(faults({ municipality: "46" })).toEqual(["municipality"]);
  expect(faults({ age: "1.5" })).toEqual(["age"]);
  expect(faults({ age: "0" })).toEqual(["age"]);
  expect(faults({ from: "2026-11-01T08:00", until: "2026-11-01T08:00" })).toEqual(["until"]);
  expect(faults({ connector: "case book" })).toEqual(["connector"]);
});
