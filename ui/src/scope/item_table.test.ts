import { expect, test } from "vitest";
import type { ScopeItem } from "../api/scope";
import { table_of } from "./item_table";

const item: ScopeItem = {
  report_id: "r1",
  delivery_id: "d1",
  unit: { id: "no.4601.02", name: "Bergen, Fana" },
  kind: "concern.child",
  received_at: "2026-11-23T09:00:00Z",
  state: "opened",
  sender: { id: "public" },
};

test("The file has names where they are shown, and no place for them where they are not", () => {
  const [head, row] = table_of([item], "uten navn");
  expect(head).not.toContain("people");
  expect(row).toHaveLength(head?.length ?? 0);
  const named = table_of([{ ...item, people: ["Kari", " "] }, item], "uten navn");
  expect(named.map((cells) => cells.at(-1))).toEqual(["people", "Kari, uten navn", ""]);
  expect(new Set(named.map((cells) => cells.length)).size).toBe(1);
});
