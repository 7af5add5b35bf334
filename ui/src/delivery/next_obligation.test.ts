import { expect, test } from "vitest";
import type { Obligation } from "../api/delivery";
import { is_owed, next_obligation } from "./next_obligation";

const obligation = (name: string, due?: string): Obligation => ({
  name,
  state: "open",
  ...(due === undefined ? {} : { due }),
});

test("The next is the one due first, and before all one whose deadline is not known", () => {
  const later = obligation("answer", "2026-12-14T23:00:00Z");
  const sooner = obligation("review", "2026-11-30T23:00:00Z");
  expect(next_obligation([later, sooner], [])).toBe(sooner);
  const unknown = obligation("open");
  expect(next_obligation([later, sooner, unknown], [])).toBe(unknown);
});

test("What was done late or fell away is owed no more", () => {
  const broken: Obligation = { ...obligation("review", "2026-11-20T23:00:00Z"), state: "breached" };
  expect(is_owed(broken, [])).toBe(true);
  expect(is_owed({ ...broken, met_at: "2026-11-21T08:00:00Z" }, [])).toBe(false);
  expect(is_owed({ ...broken, cancelled_at: "2026-11-21T08:00:00Z" }, [])).toBe(false);
});
