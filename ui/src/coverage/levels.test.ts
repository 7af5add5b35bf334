import { expect, test } from "vitest";
import { bars_of, joined, level_name } from "./levels";

const day = (number: number): string => `2026-11-${String(number).padStart(2, "0")}T00:00:00Z`;
const level = (from: number, until: number, count: number) => ({
  from: day(from),
  until: day(until),
  count,
});

test("Nobody, too few and enough are three different things", () => {
  expect(level_name(0, 2)).toBe("nobody");
  expect(level_name(1, 2)).toBe("low");
  expect(level_name(2, 2)).toBe("enough");
  expect(level_name(0, 0)).toBe("nobody");
});

test("Bars take as much room as their time, and a time with nobody is the tallest", () => {
  const bars = bars_of([level(1, 2, 2), level(2, 5, 0), level(5, 9, 9)], 2);
  expect(bars.map(({ x, width }) => [x, width])).toEqual([
    [0, 0.125],
    [0.125, 0.375],
    [0.5, 0.5],
  ]);
  expect(bars.map(({ height }) => height)).toEqual([0.5, 1, 1]);
  expect(bars.map((bar) => bar.level)).toEqual(["enough", "nobody", "enough"]);
});

test("What is not known draws nothing", () => {
  expect(bars_of([], 2)).toEqual([]);
});

test("Neighbours with the same count are told once", () => {
  const before = [level(1, 2, 2), level(2, 3, 2), level(3, 4, 1), level(5, 6, 1)];
  expect(joined(before)).toEqual([level(1, 3, 2), level(3, 4, 1), level(5, 6, 1)]);
  expect(before[0]).toEqual(level(1, 2, 2));
});
