// What somebody types to put a person on duty or on leave, and the span that it means.
import type { Span } from "../api/duty";
import { instant_of } from "../time/zone";

export const REPEAT_WEEKS_MAX = 26;

export interface TypedSpan {
  person: string;
  from_day: string;
  from_time: string;
  until_day: string;
  until_time: string;
  /** So many more weeks. */
  repeat: string;
}

export type SpanFault =
  | { field: "person"; fault: "person_missing" }
  | { field: "from_day"; fault: "from_missing" }
  | { field: "until_day"; fault: "until_missing" | "until_before" }
  | { field: "repeat"; fault: "repeat_wrong" };

export function faults_of(typed: TypedSpan, zone: string): SpanFault[] {
  const faults: SpanFault[] = [];
  const from = instant_of(typed.from_day, typed.from_time, zone).getTime();
  const until = instant_of(typed.until_day, typed.until_time, zone).getTime();
  if (typed.person === "") faults.push({ field: "person", fault: "person_missing" });
  if (Number.isNaN(from)) faults.push({ field: "from_day", fault: "from_missing" });
  if (Number.isNaN(until)) faults.push({ field: "until_day", fault: "until_missing" });
  else if (until <= from) faults.push({ field: "until_day", fault: "until_before" });
  const repeat = typed.repeat.trim() === "" ? Number.NaN : Number(typed.repeat);
  if (!Number.isInteger(repeat) || repeat < 0 || repeat > REPEAT_WEEKS_MAX) {
    faults.push({ field: "repeat", fault: "repeat_wrong" });
  }
  return faults;
}

/** Only of what has no faults. */
export function span_of(typed: TypedSpan, zone: string): Span {
  return {
    from: instant_of(typed.from_day, typed.from_time, zone).toISOString(),
    until: instant_of(typed.until_day, typed.until_time, zone).toISOString(),
  };
}
