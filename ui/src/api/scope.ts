import type { NamedUnit } from "./unit";

export type StateCounts = Record<string, number>;

export interface ScopeUnit {
  id: string;
  name: string;
  municipality?: string;
  count: number;
  states: StateCounts;
}

/** One delivery; never its content. */
export interface ScopeItem {
  report_id: string;
  delivery_id: string;
  unit: NamedUnit;
  kind: string;
  received_at: string;
  state: string;
  sender: { id: string; name?: string };
  resend_asked_at?: string | null;
}

/** Whom something affects: how many in each unit, since when, and which. */
export interface Scope {
  total: number;
  first?: string | null;
  last?: string | null;
  units: ScopeUnit[];
  items: ScopeItem[];
  next?: string;
}

/** Of one sender or one unit: what came, and what it sums up to. */
export interface Account {
  id: string;
  name?: string;
  accepted: number;
  taken_over?: number;
  sum: number;
  states: StateCounts;
}

export interface Balance {
  as_at: string;
  balanced: boolean;
  /** The last time the events were held against the tables. */
  last_struck?: { at: string; faults: number };
  senders: Account[];
  recipients: Account[];
}
