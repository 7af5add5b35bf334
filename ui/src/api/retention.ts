import type { Named } from "./duty";
import type { NamedUnit } from "./unit";
import type { Words } from "./words";

/** What is open stands in the inbox and is not among them. */
export const RETENTION_STATES = [
  "kept",
  "held",
  "to_archive",
  "due",
  "proposed",
  "erased",
] as const;
export type RetentionState = (typeof RETENTION_STATES)[number];

export const HOLD_NAMES = ["legal", "complaint", "redress", "flag"] as const;
export type HoldName = (typeof HOLD_NAMES)[number];

/** Stops erasure, of one report or of all of a unit. */
export interface Hold {
  id: string;
  name: HoldName;
  at: string;
  by?: { id?: string; name?: string } | null;
  reason?: string | null;
}

export interface UnitHold extends Hold {
  unit?: NamedUnit | null;
  kinds?: string[];
  report?: string | null;
  released_at?: string | null;
}

/** What an erased report leaves to whoever sent it: when and under which rule. */
export interface Tombstone {
  at: string;
  kept_until: string;
  rule: { name: string; title: Words; source?: string };
}

export interface KeptReport {
  report: string;
  delivery?: string | null;
  number: number;
  kind: string;
  closed_at?: string | null;
  rule?: { name: string; title: Words; source?: string } | null;
  kept_until?: string | null;
  state: RetentionState;
  /** Of this report, and of its whole unit. */
  holds: UnitHold[];
  proposed?: { at: string; by: Named } | null;
  erased?: { at: string; rule?: string } | null;
  /** Why it may not be erased, in sentences, and as names in the same order. */
  why_not: string[];
  why_not_names?: string[];
}

export interface RetentionPage {
  items: KeptReport[];
  next?: string;
}

export interface Refused {
  report: string;
  why: string[];
  why_names?: string[];
}
