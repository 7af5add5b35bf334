import { describe, expect, test } from "vitest";
import { add_days, day_of, instant_of, is_day, monday_of, time_of, week_number } from "./zone";

const OSLO = "Europe/Oslo";
const iso = (day: string, time: string): string => instant_of(day, time, OSLO).toISOString();

describe("a time of day", () => {
  test("is an instant of its zone, in winter and in summer", () => {
    expect(iso("2026-11-23", "08:00")).toBe("2026-11-23T07:00:00.000Z");
    expect(iso("2026-07-01", "08:00")).toBe("2026-07-01T06:00:00.000Z");
  });

  test("keeps its meaning on the days when the clock changes", () => {
    expect(iso("2026-03-29", "00:00")).toBe("2026-03-28T23:00:00.000Z");
    expect(iso("2026-03-29", "08:00")).toBe("2026-03-29T06:00:00.000Z");
    expect(iso("2026-10-25", "08:00")).toBe("2026-10-25T07:00:00.000Z");
  });

  test("that is skipped is the one after it, and one that comes twice the first", () => {
    expect(iso("2026-03-29", "02:30")).toBe("2026-03-29T01:30:00.000Z");
    expect(iso("2026-10-25", "02:30")).toBe("2026-10-25T00:30:00.000Z");
  });

  test("that was not typed in full is no instant", () => {
    expect(instant_of("2026-11-23", "", OSLO).getTime()).toBeNaN();
    expect(instant_of("", "08:00", OSLO).getTime()).toBeNaN();
  });

  test("comes back as it went", () => {
    const at = instant_of("2026-10-25", "23:59", OSLO);
    expect([day_of(at, OSLO), time_of(at, OSLO)]).toEqual(["2026-10-25", "23:59"]);
  });
});

describe("days", () => {
  test("are those of the zone: late in the evening here it is not tomorrow", () => {
    expect(day_of(new Date("2026-11-22T22:59:00Z"), OSLO)).toBe("2026-11-22");
    expect(day_of(new Date("2026-11-22T23:00:00Z"), OSLO)).toBe("2026-11-23");
  });

  test("are counted across months and changes of the clock", () => {
    expect(add_days("2026-10-24", 2)).toBe("2026-10-26");
    expect(add_days("2026-03-01", -1)).toBe("2026-02-28");
  });

  test("belong to the week that begins on their Monday", () => {
    expect(monday_of("2026-11-22")).toBe("2026-11-16");
    expect(monday_of("2026-11-23")).toBe("2026-11-23");
  });

  test("have the week's number of their Thursday", () => {
    expect(week_number("2026-11-23")).toBe(48);
    expect(week_number("2027-01-03")).toBe(53);
    expect(week_number("2027-01-04")).toBe(1);
  });

  test("from an address are looked at before they are believed", () => {
    expect(is_day("2026-11-23")).toBe(true);
    expect(is_day("2026-13-40")).toBe(false);
    expect(is_day("tomorrow")).toBe(false);
  });
});
