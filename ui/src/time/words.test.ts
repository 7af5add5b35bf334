import { describe, expect, test } from "vitest";
import {
  age_words,
  ago_words,
  deadline_words,
  duration_words,
  exact_instant,
  short_instant,
} from "./words";
import type { Clock } from "./words";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const now = new Date("2026-11-23T11:30:00Z");
const english: Clock = { now, language: "en", zone: "Europe/Oslo" };
const bokmaal: Clock = { ...english, language: "nb" };
const after = (length_ms: number): Date => new Date(now.getTime() + length_ms);

describe("deadline words", () => {
  test("say by when and how long is left, in the reader's zone", () => {
    expect(deadline_words(after(3 * HOUR_MS), english)).toEqual({
      when: "Mon 23 Nov 15:30",
      distance: expect.stringMatching(/^3 hrs?$/),
      state: "near",
    });
  });

  test("are Norwegian for Norwegian readers", () => {
    const words = deadline_words(after(3 * HOUR_MS), bokmaal);
    expect(words.when).toMatch(/^man\.? 23\. nov\.? 15:30$/);
    expect(words.distance).toBe("3 t");
  });

  test("say how long ago a deadline passed", () => {
    const words = deadline_words(after(-50 * HOUR_MS), english);
    expect(words).toMatchObject({ distance: "2 days", state: "overdue" });
  });

  test("turn overdue one instant after the deadline and not before", () => {
    expect(deadline_words(after(0), english).state).toBe("near");
    expect(deadline_words(after(-1), english).state).toBe("overdue");
  });

  test("stay calm while more than a day is left", () => {
    expect(deadline_words(after(24 * HOUR_MS), english).state).toBe("ahead");
    expect(deadline_words(after(24 * HOUR_MS - 1), english).state).toBe("near");
  });
});

describe("durations", () => {
  test("are rounded down, so that nobody believes in more time than there is", () => {
    expect(duration_words(2 * HOUR_MS - 1, "en")).toMatch(/^1 hr$/);
    expect(duration_words(HOUR_MS - 1, "en")).toMatch(/^59 mins?$/);
    expect(duration_words(72 * HOUR_MS - 1, "en")).toBe("2 days");
  });

  test("count hours up to two days", () => {
    expect(duration_words(47 * HOUR_MS, "en")).toMatch(/^47 hrs?$/);
  });
});

describe("instants", () => {
  test("show the year only where it is another one", () => {
    expect(short_instant(now, english)).not.toContain("2026");
    expect(short_instant(new Date("2025-11-23T11:30:00Z"), english)).toContain("2025");
  });

  test("show seconds where they are proof", () => {
    expect(exact_instant(new Date("2026-11-23T11:30:09Z"), english)).toContain("12:30:09");
  });

  test("tell how long ago", () => {
    expect(ago_words(after(-26 * HOUR_MS), english)).toBe("26 hours ago");
    expect(ago_words(after(-3 * HOUR_MS), bokmaal)).toBe("for 3 timer siden");
  });

  test("are never in the future because of a clock that differs", () => {
    expect(ago_words(after(5 * MINUTE_MS), english)).toBe("now");
  });
});

test("An age that was asked for is said in whole words, in the unit in which it was asked", () => {
  expect(age_words("72h", "nb")).toBe("72 timer");
  expect(age_words("1h", "nb")).toBe("1 time");
  expect(age_words("90m", "en")).toBe("90 minutes");
  expect(age_words("7d", "en")).toBe("7 days");
  expect(age_words("soon", "en")).toBe("soon");
});
