const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A deadline this close is marked, so that it is not first noticed when it has passed. */
const NEAR_MS = 24 * HOUR_MS;

export interface Clock {
  now: Date;
  language: string;
  /** IANA name; the reader's own zone when absent. */
  zone?: string;
}

export interface DeadlineWords {
  when: string;
  /** How long is left, or how long ago it passed. */
  distance: string;
  state: "ahead" | "near" | "overdue";
}

function locale(language: string): string {
  return language.startsWith("en") ? "en-GB" : "nb-NO";
}

function formatted(at: Date, clock: Clock, options: Intl.DateTimeFormatOptions): string {
  const zone = clock.zone === undefined ? {} : { timeZone: clock.zone };
  const format = new Intl.DateTimeFormat(locale(clock.language), { ...options, ...zone });
  return format.format(at).replaceAll(",", "");
}

/** Short instant with weekday, as people say it; with the year only where it is another one. */
export function short_instant(at: Date, clock: Clock): string {
  const year = formatted(at, clock, { year: "numeric" });
  const same_year = year === formatted(clock.now, clock, { year: "numeric" });
  return formatted(at, clock, {
    weekday: "short",
    day: "numeric",
    month: "short",
    ...(same_year ? {} : { year: "numeric" as const }),
    hour: "2-digit",
    minute: "2-digit",
  });
}

/** Full instant to the second, for receipts and tooltips. */
export function exact_instant(at: Date, clock: Clock): string {
  return formatted(at, clock, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
}

/** The largest fitting unit, rounded down: a deadline never looks further away than it is. */
function measure(length_ms: number): { count: number; unit: "minute" | "hour" | "day" } {
  if (length_ms < HOUR_MS) return { count: Math.floor(length_ms / MINUTE_MS), unit: "minute" };
  if (length_ms < 2 * DAY_MS) return { count: Math.floor(length_ms / HOUR_MS), unit: "hour" };
  return { count: Math.floor(length_ms / DAY_MS), unit: "day" };
}

export function duration_words(length_ms: number, language: string): string {
  const { count, unit } = measure(Math.abs(length_ms));
  const display = unit === "day" ? "long" : "short";
  const options = { style: "unit", unit, unitDisplay: display } as const;
  return new Intl.NumberFormat(locale(language), options).format(count);
}

/** `72 timer` of `72h`, as it was asked for; what is none of the API's ages as it came. */
export function age_words(age: string, language: string): string {
  const [, count, letter] = /^(\d+)([mhd])$/.exec(age) ?? [];
  if (count === undefined) return age;
  const unit = letter === "m" ? "minute" : letter === "h" ? "hour" : "day";
  const options = { style: "unit", unit, unitDisplay: "long" } as const;
  return new Intl.NumberFormat(locale(language), options).format(Number(count));
}

/** "3 hours ago"; an instant slightly ahead (a clock that differs) counts as now. */
export function ago_words(at: Date, clock: Clock): string {
  const { count, unit } = measure(Math.max(0, clock.now.getTime() - at.getTime()));
  if (count === 0) {
    const now = new Intl.RelativeTimeFormat(locale(clock.language), { numeric: "auto" });
    return now.format(0, "second");
  }
  return new Intl.RelativeTimeFormat(locale(clock.language)).format(-count, unit);
}

export function deadline_words(due: Date, clock: Clock): DeadlineWords {
  const left_ms = due.getTime() - clock.now.getTime();
  const ahead = left_ms < NEAR_MS ? "near" : "ahead";
  return {
    when: short_instant(due, clock),
    distance: duration_words(left_ms, clock.language),
    state: left_ms < 0 ? "overdue" : ahead,
  };
}
