import type { Named } from "./duty";
import type { NamedUnit } from "./unit";
import type { Sentence, Words } from "./words";

/** A report that Varde made up, to see whether it is opened. */
export interface Drill {
  id: string;
  name: "machine" | "human";
  unit: NamedUnit;
  kind: string;
  began_at: string;
  ended_at: string;
  outcome: string;
  opened_by?: Named | null;
  detail?: Sentence | null;
}

export interface DrillPage {
  items: Drill[];
  next?: string;
}

/** How often somebody sends to a unit, and since when not. */
export interface SilenceClock {
  sender: { id?: string; name: string };
  per_week: number;
  count: number;
  last_at?: string | null;
  alarm_after_days?: number | null;
  silent_since?: string | null;
  state: "heard" | "silent" | "too_few";
  in_words: Words;
}

export interface Silence {
  channels: SilenceClock[];
  /** What the clocks can see and what they cannot. */
  statement: Words;
}
