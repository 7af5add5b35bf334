import { describe, expect, test } from "vitest";
import { hours_words, is_whole_day, part_on, week_of } from "./week";

const OSLO = "Europe/Oslo";
const MONDAY = "2026-11-23";
const span = (from: string, until: string) => ({ from, until });
const kari = { id: "p", name: "Kari" };

describe("a part of a day", () => {
  // From Monday 16:00 to Tuesday 08:00.
  const night = span("2026-11-23T15:00:00Z", "2026-11-24T07:00:00Z");

  test("is cut at midnight and says that it goes on", () => {
    const monday = part_on(MONDAY, night, OSLO);
    expect(monday).toMatchObject({ begun: false, goes_on: true });
    expect(monday && hours_words(monday, OSLO)).toBe("16:00–24:00");
    const tuesday = part_on("2026-11-24", night, OSLO);
    expect(tuesday).toMatchObject({ begun: true, goes_on: false });
    expect(tuesday && hours_words(tuesday, OSLO)).toBe("00:00–08:00");
  });

  test("is none of a day that it only touches", () => {
    expect(part_on("2026-11-25", night, OSLO)).toBeNull();
    const until_midnight = span("2026-11-23T15:00:00Z", "2026-11-23T23:00:00Z");
    expect(part_on("2026-11-24", until_midnight, OSLO)).toBeNull();
  });

  test("may be a whole day, also one of 25 hours", () => {
    const october = span("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z");
    const part = part_on("2026-10-25", october, OSLO);
    expect(part && is_whole_day(part, OSLO)).toBe(true);
    const monday = part_on(MONDAY, night, OSLO);
    expect(monday && is_whole_day(monday, OSLO)).toBe(false);
  });
});

test("A week has seven days, and each what happens on it in the order of time", () => {
  const late = { id: "late", person: kari, replaces: false };
  const early = { id: "early", person: kari, replaces: true };
  const week = week_of(
    {
      shifts: [
        { ...late, ...span("2026-11-23T11:00:00Z", "2026-11-23T14:30:00Z") },
        { ...early, ...span("2026-11-23T07:00:00Z", "2026-11-23T11:00:00Z") },
      ],
      leave: [{ id: "l", person: kari, ...span("2026-11-25T23:00:00Z", "2026-11-27T23:00:00Z") }],
      open: [],
      gaps: [span("2026-11-28T07:00:00Z", "2026-11-29T19:00:00Z")],
    },
    MONDAY,
    OSLO,
  );
  expect(week.map(({ day }) => day).at(-1)).toBe("2026-11-29");
  expect(week[0]?.shifts.map(({ shift }) => shift.id)).toEqual(["early", "late"]);
  expect(week.map(({ leave }) => leave.length)).toEqual([0, 0, 0, 1, 1, 0, 0]);
  expect(week.map(({ gaps }) => gaps.length)).toEqual([0, 0, 0, 0, 0, 1, 1]);
});

test("A shift says when its person is away, and when somebody replaces them", () => {
  const hours = span("2026-11-23T07:00:00Z", "2026-11-23T14:30:00Z");
  const liv = { id: "q", name: "Liv" };
  const [monday] = week_of(
    {
      shifts: [
        { id: "kari", person: kari, replaces: false, ...hours },
        { id: "liv", person: liv, replaces: true, ...hours },
      ],
      leave: [{ id: "l", person: kari, ...span("2026-11-22T23:00:00Z", "2026-11-23T23:00:00Z") }],
      open: [],
      gaps: [],
    },
    MONDAY,
    OSLO,
  );
  const [away, stand_in] = monday?.shifts ?? [];
  expect(away).toMatchObject({ away: true, replaced: true });
  expect(stand_in).toMatchObject({ away: false, replaced: false });
});
