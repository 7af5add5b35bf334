import type { NamedUnit } from "./unit";
import type { Sentence, Words } from "./words";

/** Whether things sent to somebody arrive: sent and not come back, never tried, come back, none. */
export type ContactState = "verified" | "unverified" | "dead" | "none";

/** Somebody who could open it now, why, and what speaks for it. */
export interface Able {
  id: string;
  name: string;
  role: string;
  why: string;
  last_used?: string | null;
  contact: ContactState;
}

/** How many could open it from one moment to the next. */
export interface Level {
  from: string;
  until: string;
  count: number;
}

export interface NextGap {
  from: string;
  until?: string | null;
  count: number;
  in_words: Words;
}

export interface DrillResult {
  at: string;
  outcome: string;
}

export interface Waiting {
  count: number;
  oldest?: string | null;
}

/** Who could open reports of one kind in one unit; its sentences are in the language asked for. */
export interface Cell {
  kind: string;
  live: boolean;
  live_since?: string | null;
  /** What stands in the way of going live, in sentences. */
  missing: string[];
  count: number;
  people: Able[];
  unable: { id: string; name: string; why: string }[];
  next_gap?: NextGap | null;
  timeline: Level[];
  drills: { machine?: DrillResult | null; human?: DrillResult | null };
  /** Nobody has closed these. */
  waiting: Waiting;
  /** Sent here and handled by a fallback. */
  passed_on: Waiting;
  problem?: { id: string; number: number } | null;
}

export interface CoveredUnit {
  unit: NamedUnit;
  kinds: Cell[];
  /** What the reader may do here, each no with its reason. */
  acts?: { name: "set_intake"; allowed: boolean; reason?: string }[];
}

export interface Coverage {
  /** So many must be able to open each kind. */
  needed: number;
  items: CoveredUnit[];
}

/** What the reader could open, and whom to ask about the rest. */
export interface OwnCell {
  unit: NamedUnit;
  kind: string;
  able: boolean;
  reason: Sentence;
  until?: string | null;
  last_used?: string | null;
  ask: { id: string; name: string; role: string }[];
  /** Told to people of the unit. */
  waiting?: Waiting;
}

export interface WhatIf {
  person: string;
  unit?: string;
  from?: string;
  until?: string;
}

/** How many are left of whom, if it came to that. */
export interface Drop {
  unit: NamedUnit;
  kind: string;
  before: number;
  after: number;
  needed: number;
  from?: string | null;
  sentence: Words;
}
