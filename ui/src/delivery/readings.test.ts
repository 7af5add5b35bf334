import { expect, test } from "vitest";
import type { Delivery } from "../api/delivery";
import { is_closed_to_reader, readers_of, steps_of } from "./readings";

const anna = { name: "Anna", role: "caseworker" };
const bo = { name: "Bo", role: "unit_leader" };
const milestones = [
  { name: "opened", at: "2026-11-23T09:00:00Z", by: anna },
  { name: "read", at: "2026-11-23T10:00:00Z", by: anna },
  { name: "read", at: "2026-11-23T11:00:00Z", by: bo },
  { name: "read", at: "2026-11-23T12:00:00Z", by: anna },
];

test("Readings are no steps", () => {
  expect(steps_of(milestones).map(({ name }) => name)).toEqual(["opened"]);
});

test("Each reader stands once, with how often and when last", () => {
  expect(readers_of(milestones)).toEqual([
    { by: anna, count: 2, last: "2026-11-23T12:00:00Z" },
    { by: bo, count: 1, last: "2026-11-23T11:00:00Z" },
  ]);
});

test("What can be opened is not closed to its reader, what is only announced is", () => {
  const open = { name: "open", allowed: true };
  const delivery = (content: object | null, acts: object[]) => ({ content, acts }) as Delivery;
  expect(is_closed_to_reader(delivery(null, [open]))).toBe(false);
  expect(is_closed_to_reader(delivery(null, [{ ...open, allowed: false }]))).toBe(true);
  expect(is_closed_to_reader(delivery(null, []))).toBe(true);
  expect(is_closed_to_reader(delivery({}, []))).toBe(false);
});
