import { expect, test } from "vitest";
import { instant_at, wall_of } from "./wall";

const OSLO = "Europe/Oslo";

test("A time in an input is that of the units' zone, and comes back as it was", () => {
  expect(instant_at("2026-07-01T08:30", OSLO)).toBe("2026-07-01T06:30:00Z");
  expect(wall_of("2026-07-01T06:30:00Z", OSLO)).toBe("2026-07-01T08:30");
  expect(instant_at("2026-12-01T08:30:15", OSLO)).toBe("2026-12-01T07:30:00Z");
});

test("Half a time is none", () => {
  for (const half of ["", "2026-07-01", "2026-07-01T", "T08:30", "2026-13-01T08:30"]) {
    expect(instant_at(half, OSLO), half).toBeUndefined();
  }
  expect(wall_of(undefined, OSLO)).toBe("");
  expect(wall_of("soon", OSLO)).toBe("");
});
