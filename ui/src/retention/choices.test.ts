import { expect, test } from "vitest";
import type { KeptReport } from "../api/retention";
import { chosen_for, steps_for } from "./choices";

const kept = (change: Partial<KeptReport>): KeptReport => ({
  report: "r",
  number: 1,
  kind: "concern.child",
  state: "due",
  holds: [],
  why_not: [],
  ...change,
});
const proposed_by = (id: string): KeptReport =>
  kept({ report: `of ${id}`, state: "proposed", proposed: { at: "", by: { id, name: id } } });

test("Whoever proposed it does not approve it, and may take it back", () => {
  expect(steps_for(proposed_by("kari"), "kari")).toEqual(["withdraw"]);
  expect(steps_for(proposed_by("kari"), "liv")).toEqual(["approve", "withdraw"]);
});

test("Only what is due is proposed", () => {
  expect(steps_for(kept({}), "kari")).toEqual(["propose"]);
  for (const state of ["kept", "held", "to_archive", "erased"] as const) {
    expect(steps_for(kept({ state }), "kari")).toEqual([]);
  }
});

test("A step takes only what was chosen and allows it", () => {
  const items = [kept({}), proposed_by("kari"), proposed_by("liv")];
  const chosen = ["r", "of kari", "of liv"];
  expect(chosen_for("approve", items, chosen, "liv").map(({ report }) => report)).toEqual([
    "of kari",
  ]);
  expect(chosen_for("propose", items, ["of liv"], "liv")).toEqual([]);
});
