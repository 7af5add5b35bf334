import type { Milestone, Obligation, Owner, Warning } from "./delivery";
import type { Content } from "./kind";
import type { Tombstone } from "./retention";
import type { NamedUnit } from "./unit";

export const CHANNELS = ["form", "phone", "letter", "meeting"] as const;
export type Channel = (typeof CHANNELS)[number];

export interface NewReport {
  kind: string;
  unit?: string;
  place?: { municipality: string; district?: string };
  sender_reference?: string;
  /** The id, or the receipt's code, of the report that this one repeats. */
  earlier?: string;
  occurred_at?: string;
  urgent: boolean;
  content: Content;
  attachments: { upload: string; name: string }[];
  channel: Channel;
}

export interface Upload {
  id: string;
  bytes: number;
  sha256: string;
}

/** The answer to an accepted report. */
export interface Accepted {
  id: string;
  accepted_at: string;
  delivery: { id: string; unit: NamedUnit; sequence: number };
  warnings: Warning[];
  receipt: { code: string; entry: string; manifest?: string; proof: string; vkey: string };
}

/** What the receipt page shows. It stands in the browser's history, so it survives a reload. */
export interface GivenReceipt {
  accepted: Accepted;
  kind: string;
  /** The person it was given to; nobody else on the same machine gets to see it. */
  by: string;
}

/** Nobody has opened it although its time has passed. */
export interface Unopened {
  due: string;
  /** When the sender was told of it. */
  told_at?: string;
}

export interface SentItem {
  id: string;
  kind: string;
  sender_reference?: string | null;
  accepted_at: string;
  unit: NamedUnit;
  state: string;
  unopened_past_limit?: Unopened;
  last_milestone?: { name: string; at: string };
}

export interface SentPage {
  items: SentItem[];
  next?: string;
}

export interface SentReport {
  /** Handled to its end and erased under a rule. */
  erased?: Tombstone;
  id: string;
  kind: string;
  sender_reference?: string | null;
  unit: NamedUnit;
  owner?: Owner;
  accepted_at: string;
  milestones: Milestone[];
  obligations: Obligation[];
  unopened_past_limit?: Unopened;
  state: string;
  answers: string[];
  warnings: Warning[];
  /** The report that this one repeats, and those that repeat it. */
  earlier?: string;
  repeats?: string[];
}

export interface Receipt {
  milestone: string;
  entry: string;
  proof: string;
  vkey: string;
}
