import type { OpenObligation } from "../api/obligation";
import { add_days, day_of, monday_of } from "../time/zone";

/** In the order in which they are read: what nobody could compute a deadline for comes first. */
export const DEADLINE_GROUPS = ["unknown", "overdue", "today", "week", "later"] as const;
export type DeadlineGroup = (typeof DEADLINE_GROUPS)[number];

export interface Present {
  now: Date;
  zone: string;
}

export function group_of(
  { due, state }: Pick<OpenObligation, "due" | "state">,
  { now, zone }: Present,
): DeadlineGroup {
  const at = due ? Date.parse(due) : Number.NaN;
  if (Number.isNaN(at)) return "unknown";
  if (at < now.getTime() || state === "breached") return "overdue";
  // A deadline at the end of a day is the first instant of the next.
  const day = day_of(new Date(at - 1), zone);
  const today = day_of(now, zone);
  if (day <= today) return "today";
  return day < add_days(monday_of(today), 7) ? "week" : "later";
}

const DANGERS = ["urgent", "unassessed", "standard"];

/** What may be dangerous first, and then what is due first. */
function by_danger(a: OpenObligation, b: OpenObligation): number {
  const due = (one: OpenObligation): number => (one.due ? Date.parse(one.due) : 0);
  return DANGERS.indexOf(a.danger) - DANGERS.indexOf(b.danger) || due(a) - due(b);
}

/** The groups that hold anything. */
export function grouped(
  items: OpenObligation[],
  present: Present,
): { group: DeadlineGroup; items: OpenObligation[] }[] {
  return DEADLINE_GROUPS.flatMap((group) => {
    const inside = items.filter((item) => group_of(item, present) === group);
    return inside.length === 0 ? [] : [{ group, items: inside.toSorted(by_danger) }];
  });
}
