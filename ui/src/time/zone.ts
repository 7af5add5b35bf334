// Days and times of day as people in one time zone see them, and back to instants.

/** A calendar day, `2026-11-23`. */
export type Day = string;

const DAY_MS = 24 * 3600_000;

export function own_zone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format_in(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

/** The wall's clock as if it were UTC. */
function wall_ms(at: Date, zone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format_in(zone).formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

export function day_of(at: Date, zone: string): Day {
  return new Date(wall_ms(at, zone)).toISOString().slice(0, 10);
}

/** `08:30` */
export function time_of(at: Date, zone: string): string {
  return new Date(wall_ms(at, zone)).toISOString().slice(11, 16);
}

/**
 * When the wall's clock shows this. A time that a change to summer time skips is taken as the one
 * after it, and of one that comes twice the first.
 */
export function instant_of(day: Day, time: string, zone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(wanted)) return new Date(Number.NaN);
  const offset = (at: number): number => wall_ms(new Date(at), zone) - at;
  const candidates = [offset(wanted - DAY_MS), offset(wanted + DAY_MS)].map((by) => wanted - by);
  const shown = candidates.filter((at) => wall_ms(new Date(at), zone) === wanted);
  return new Date(shown.length > 0 ? Math.min(...shown) : Math.max(...candidates));
}

export function start_of(day: Day, zone: string): Date {
  return instant_of(day, "00:00", zone);
}

/** The first instant after it. */
export function end_of(day: Day, zone: string): Date {
  return start_of(add_days(day, 1), zone);
}

export function add_days(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

export function is_day(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

export function monday_of(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return add_days(day, -((weekday + 6) % 7));
}

/** The week's number as people in Norway and Denmark use it (ISO 8601). */
export function week_number(day: Day): number {
  const thursday = add_days(monday_of(day), 3);
  const first = `${thursday.slice(0, 4)}-01-01`;
  return 1 + Math.floor((Date.parse(thursday) - Date.parse(first)) / DAY_MS / 7);
}
