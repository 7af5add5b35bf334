// A duty week as people read it: seven days of one zone, each with whoever has duty and whoever
// is away.
import type { Duty, Leave, Shift, Span } from "../api/duty";
import { add_days, day_of, start_of, time_of } from "../time/zone";
import type { Day } from "../time/zone";

export const DAYS_IN_WEEK = 7;

/** The part of a span that falls on one day, with where it comes from and goes to. */
export interface Part {
  from: Date;
  until: Date;
  /** It has begun before this day. */
  begun: boolean;
  /** It ends after this day. */
  goes_on: boolean;
}

export interface DutyDay {
  day: Day;
  open: Part[];
  /** A shift may be of no use: its person is away then, or somebody else replaces them. */
  shifts: (Part & { shift: Shift; away: boolean; replaced: boolean })[];
  leave: (Part & { leave: Leave })[];
  gaps: Part[];
}

/** Null where the span does not touch the day. */
export function part_on(day: Day, { from, until }: Span, zone: string): Part | null {
  const start = start_of(day, zone).getTime();
  const end = start_of(add_days(day, 1), zone).getTime();
  const begins = Date.parse(from);
  const ends = Date.parse(until);
  if (!(begins < end && ends > start)) return null;
  return {
    from: new Date(Math.max(begins, start)),
    until: new Date(Math.min(ends, end)),
    begun: begins < start,
    goes_on: ends > end,
  };
}

function meet(a: Part, b: Part): boolean {
  return a.from < b.until && b.from < a.until;
}

export function week_of(
  duty: Pick<Duty, "shifts" | "leave" | "open" | "gaps">,
  monday: Day,
  zone: string,
): DutyDay[] {
  const by_start = <T extends Part>(parts: T[]): T[] =>
    parts.toSorted((a, b) => a.from.getTime() - b.from.getTime());
  return Array.from({ length: DAYS_IN_WEEK }, (_, index) => {
    const day = add_days(monday, index);
    const parts = <T extends Span>(spans: T[]): (Part & { span: T })[] =>
      by_start(
        spans.flatMap((span) => {
          const part = part_on(day, span, zone);
          return part === null ? [] : [{ ...part, span }];
        }),
      );
    const shifts = parts(duty.shifts);
    const leave = parts(duty.leave);
    const is_away = (part: (typeof shifts)[number]): boolean =>
      leave.some((one) => one.span.person.id === part.span.person.id && meet(one, part));
    const is_replaced = (part: (typeof shifts)[number]): boolean =>
      !part.span.replaces && shifts.some((one) => one.span.replaces && meet(one, part));
    return {
      day,
      open: parts(duty.open),
      shifts: shifts.map((part) => {
        const { span, ...rest } = part;
        return { ...rest, shift: span, away: is_away(part), replaced: is_replaced(part) };
      }),
      leave: leave.map(({ span, ...part }) => ({ ...part, leave: span })),
      gaps: parts(duty.gaps),
    };
  });
}

/** `08:00–15:30`; the end of a day is 24:00, as people say it. */
export function hours_words({ from, until }: Pick<Part, "from" | "until">, zone: string): string {
  const end = time_of(until, zone);
  const at_midnight = end === "00:00" && day_of(until, zone) !== day_of(from, zone);
  return `${time_of(from, zone)}–${at_midnight ? "24:00" : end}`;
}

/** Whether a part is the whole of its day. */
export function is_whole_day({ from, until, begun, goes_on }: Part, zone: string): boolean {
  const starts = begun || time_of(from, zone) === "00:00";
  return starts && (goes_on || hours_words({ from, until }, zone).endsWith("24:00"));
}
