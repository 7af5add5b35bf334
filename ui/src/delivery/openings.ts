import type { Opening } from "../api/access";

export interface Opener extends Opening {
  count: number;
}

/** Each person once, in the order of their first time, with the last of their times. */
export function each_once(openings: Opening[]): Opener[] {
  const openers = new Map<string, Opener>();
  for (const opening of openings) {
    const before = openers.get(opening.person.id);
    openers.set(opening.person.id, { ...opening, count: (before?.count ?? 0) + 1 });
  }
  return [...openers.values()];
}
