import type { Delivery, Milestone } from "../api/delivery";

/** Every reading is recorded; they say who has seen it and are no steps on its way. */
const READ = "read";

/** It is announced to the reader, who can neither open nor read it. */
export function is_closed_to_reader({ content, acts }: Delivery): boolean {
  return content === null && !acts.some(({ name, allowed }) => name === "open" && allowed);
}

export interface Reader {
  by: Milestone["by"];
  count: number;
  last: string;
}

export function steps_of(milestones: Milestone[]): Milestone[] {
  return milestones.filter(({ name }) => name !== READ);
}

/** Each reader once, in the order of their first reading. */
export function readers_of(milestones: Milestone[]): Reader[] {
  const readers = new Map<string, Reader>();
  for (const { name, by, at } of milestones) {
    if (name !== READ) continue;
    const who = JSON.stringify([by?.name, by?.role, by?.unit]);
    readers.set(who, { by, count: (readers.get(who)?.count ?? 0) + 1, last: at });
  }
  return [...readers.values()];
}
