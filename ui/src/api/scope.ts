import type { NamedUnit } from "./unit";

export type StateCounts = Record<string, number>;

export interface ScopeUnit {
  id: string;
  name: string;
  municipality?: string;
  count: number;
  states: StateCounts;
}

/** Whoever sent something; `public` for who did not sign in. */
export interface NamedSender {
  id: string;
  name?: string;
}

/** One delivery; never its content. */
export interface ScopeItem {
  report_id: string;
  delivery_id: string;
  unit: NamedUnit;
  kind: string;
  received_at: string;
  state: string;
  /** Absent where the reader must not learn it. */
  sender?: NamedSender;
  connector?: string;
  /** Only to who sent it. */
  sender_reference?: string;
  digest?: string;
  /** Reference and digest are there, but cannot be read at present. */
  unreadable?: boolean;
  resend_asked_at?: string | null;
  /** What came in its place. */
  repeats?: string[];
  /** By name, where that was asked for; an empty one is not named. */
  people?: string[];
}

/** Whom something affects: how many in each unit, since when, and which. */
export interface Scope {
  total: number;
  first?: string | null;
  last?: string | null;
  units: ScopeUnit[];
  items: ScopeItem[];
  /** So many of the ledger's events are not counted yet. */
  behind?: number;
  /** Of how many items the people are not named, and why not. */
  people_hidden?: { reason: string; count: number }[];
  next?: string;
}

/** The facts of a breach notice (GDPR article 33 (3)). */
export interface ScopeNotice {
  at: string;
  behind?: number;
  nature_of_breach: Pick<Scope, "total" | "first" | "last" | "units"> & {
    asked_for: Record<string, string | boolean>;
  };
  data_subjects: { records: number; categories: string[]; note: string };
  measures: { name: string; count: number; first: string; last: string }[];
  for_you_to_add: string[];
  rule: string;
}

export interface AskedResend {
  asked: number;
  asked_before: number;
  erased: number;
  /** Cannot be read at present, so that nobody could be asked. */
  unreadable?: number;
  notices: number;
  more: boolean;
  behind?: number;
}

/** What the caller's organisation was asked to send again. */
export interface Resend {
  report_id: string;
  unit: NamedUnit;
  asked_at: string;
  sender_reference?: string;
  digest?: string;
  /** Reference and digest are there, but cannot be read at present. */
  unreadable?: boolean;
  repeats?: string[];
}

export interface ResendPage {
  items: Resend[];
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
  events: number;
  balanced: boolean;
  /** Where it does not balance, in sentences. */
  faults?: string[];
  /** So many of the ledger's events are not booked yet. */
  behind?: number;
  /** The last time the events were held against the tables. */
  last_struck?: { at: string; accepted: number; sum: number; faults: number };
  senders: Account[];
  recipients: Account[];
}
