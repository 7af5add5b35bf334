// How many could open it over time, as bars and as words.
import type { Level } from "../api/coverage";

export type LevelName = "nobody" | "low" | "enough";

export function level_name(count: number, needed: number): LevelName {
  if (count === 0) return "nobody";
  return count < needed ? "low" : "enough";
}

export interface Bar {
  /** From 0 to 1 of the whole. */
  x: number;
  width: number;
  /** From 0 to 1; nobody has a bar of its own height, so that it is seen. */
  height: number;
  level: LevelName;
}

/** One bar for each level. Heights are told apart up to twice the number needed. */
export function bars_of(timeline: Level[], needed: number): Bar[] {
  const first = Date.parse(timeline[0]?.from ?? "");
  const last = Date.parse(timeline.at(-1)?.until ?? "");
  const whole = last - first;
  if (!(whole > 0)) return [];
  const tallest = Math.max(2 * needed, 1);
  return timeline.map(({ from, until, count }) => ({
    x: (Date.parse(from) - first) / whole,
    width: (Date.parse(until) - Date.parse(from)) / whole,
    height: count === 0 ? 1 : Math.min(count, tallest) / tallest,
    level: level_name(count, needed),
  }));
}

/** Neighbours with the same count are one. */
export function joined(timeline: Level[]): Level[] {
  const levels: Level[] = [];
  for (const level of timeline) {
    const before = levels.at(-1);
    if (before?.count === level.count && before.until === level.from) before.until = level.until;
    else levels.push({ ...level });
  }
  return levels;
}
