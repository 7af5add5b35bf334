import { expect, test } from "vitest";
import { faults_of, span_of } from "./new_span";
import type { TypedSpan } from "./new_span";

const OSLO = "Europe/Oslo";
const typed: TypedSpan = {
  person: "p",
  from_day: "2026-10-26",
  from_time: "08:00",
  until_day: "2026-10-26",
  until_time: "15:30",
  repeat: "0",
};
const faults = (change: Partial<TypedSpan>): string[] =>
  faults_of({ ...typed, ...change }, OSLO).map(({ fault }) => fault);

test("Times are those of the unit's zone", () => {
  const span = { from: "2026-10-26T07:00:00.000Z", until: "2026-10-26T14:30:00.000Z" };
  expect(span_of(typed, OSLO)).toEqual(span);
});

test("Whole days end with the last of them", () => {
  const days = { ...typed, from_day: "2026-10-19", from_time: "00:00" };
  expect(span_of({ ...days, until_day: "2026-10-25", until_time: "24:00" }, OSLO)).toEqual({
    from: "2026-10-18T22:00:00.000Z",
    until: "2026-10-25T23:00:00.000Z",
  });
});

test("What is missing or the wrong way round is said of its own field", () => {
  expect(faults({})).toEqual([]);
  expect(faults({ person: "", from_time: "", until_day: "" })).toEqual([
    "person_missing",
    "from_missing",
    "until_missing",
  ]);
  expect(faults({ until_time: "08:00" })).toEqual(["until_before"]);
  expect(faults({ repeat: "27" })).toEqual(["repeat_wrong"]);
  expect(faults({ repeat: "" })).toEqual(["repeat_wrong"]);
});
