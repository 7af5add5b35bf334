import { expect, test } from "vitest";
import type { OpenObligation } from "../api/obligation";
import { group_of, grouped } from "./deadline_group";

// A Wednesday, 12:30 in Oslo.
const present = { now: new Date("2026-11-25T11:30:00Z"), zone: "Europe/Oslo" };
const item = (id: string, due?: string): OpenObligation => ({
  subject: "delivery",
  id,
  sequence: 1,
  name: "open",
  state: "open",
  urgent: false,
  danger: "unassessed",
  ...(due === undefined ? {} : { due }),
});
const group = (due?: string): string => group_of(item("", due), present);

test("A deadline that is not known stands before everything, also before what is overdue", () => {
  const items = [
    item("later", "2026-12-24T11:00:00Z"),
    item("overdue", "2026-11-25T11:29:59Z"),
    item("unknown"),
  ];
  expect(grouped(items, present).map((one) => one.group)).toEqual(["unknown", "overdue", "later"]);
  expect(group_of({ due: null, state: "open" }, present)).toBe("unknown");
  expect(group("soon")).toBe("unknown");
});

test("The end of the day belongs to that day, in the unit's zone", () => {
  expect(group("2026-11-25T23:00:00Z")).toBe("today");
  expect(group("2026-11-25T23:00:01Z")).toBe("week");
});

test("A week ends with its Sunday", () => {
  expect(group("2026-11-29T23:00:00Z")).toBe("week");
  expect(group("2026-11-29T23:00:01Z")).toBe("later");
});

test("What the server calls breached is overdue, whatever this machine's clock says", () => {
  expect(group_of({ due: "2026-11-25T12:00:00Z", state: "breached" }, present)).toBe("overdue");
});

test("Within a group what nobody has judged stands above what is known to be standard", () => {
  const sooner = "2026-11-25T14:00:00Z";
  const items: OpenObligation[] = [
    { ...item("standard", sooner), danger: "standard" },
    item("unassessed, later", "2026-11-25T16:00:00Z"),
    item("unassessed", "2026-11-25T15:00:00Z"),
    { ...item("urgent", "2026-11-25T17:00:00Z"), danger: "urgent" },
  ];
  const shown = grouped(items, present)[0]?.items.map(({ id }) => id);
  expect(shown).toEqual(["urgent", "unassessed", "unassessed, later", "standard"]);
});
