import { expect, test } from "vitest";
import type { InboxItem } from "../api/delivery";
import { by_deadline } from "./use_inbox";

const item = (delivery_id: string, received_at: string, due?: string): InboxItem => ({
  delivery_id,
  report_id: delivery_id,
  kind: "concern.child",
  received_at,
  urgent: false,
  state: due === undefined ? "opened" : "unopened",
  sequence: 1,
  ...(due === undefined ? {} : { next_deadline: { name: "open", due } }),
});

test("Deadlines stand first, the nearest on top, and the rest by age", () => {
  const items = [
    item("old and opened", "2026-10-01T08:00:00Z"),
    item("new", "2026-11-22T08:00:00Z", "2026-11-23T14:30:00Z"),
    item("newer and opened", "2026-10-02T08:00:00Z"),
    item("overdue", "2026-11-16T08:00:00Z", "2026-11-17T14:30:00Z"),
  ];
  expect(by_deadline(items).map(({ delivery_id }) => delivery_id)).toEqual([
    "overdue",
    "new",
    "old and opened",
    "newer and opened",
  ]);
});
