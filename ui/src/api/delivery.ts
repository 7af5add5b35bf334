import type { Content } from "./kind";
import type { NamedUnit } from "./unit";

export type DeliveryState =
  | "unopened"
  | "opened"
  | "filed"
  | "assessed"
  | "answered"
  | "closed"
  | "offered"
  | "forwarded"
  | "returned";

export type ActName =
  "open" | "file" | "assess" | "answer" | "forward" | "return" | "take" | "assign" | "close";

export const OUTCOMES = [
  "investigate",
  "already_in_case",
  "immediate_follow_up",
  "dismiss",
] as const;
export const CLOSE_REASONS = ["handled", "dismissed", "transferred", "duplicate"] as const;

export interface Owner {
  role: string;
  name?: string;
}

export interface InboxItem {
  delivery_id: string;
  report_id: string;
  kind: string;
  received_at: string;
  urgent: boolean;
  state: DeliveryState;
  owner?: Owner;
  next_deadline?: { name: string; due: string };
  sequence: number;
  sender?: { name: string };
}

export interface Inbox {
  items: InboxItem[];
  closed_to_you: { count: number; oldest?: string | null };
  next?: string;
}

export interface Milestone {
  name: string;
  at: string;
  by?: { role?: string; unit?: string; name?: string };
}

export interface Obligation {
  name: string;
  due: string;
  state: "open" | "met" | "breached";
  source?: string;
}

export interface Warning {
  code: string;
  detail: string;
  pointer?: string;
}

export interface Attachment {
  number: number;
  name: string;
  media_type: string;
  bytes: number;
  state: "stored" | "missing";
}

export interface Act {
  name: ActName;
  allowed: boolean;
  reason?: string;
}

export interface Delivery {
  id: string;
  report_id: string;
  kind: { name: string; title: string };
  unit: NamedUnit;
  sequence: number;
  received_at: string;
  urgent: boolean;
  state: DeliveryState;
  owner?: Owner;
  warnings: Warning[];
  milestones: Milestone[];
  obligations: Obligation[];
  acts: Act[];
  /** Null until somebody has opened it. */
  content: Content | null;
  attachments: Attachment[];
  case?: { reference: string; title?: string } | null;
  assessment?: { outcome: string; reason?: string } | null;
  answer?: { message: string } | null;
  closing?: { reason: string; note?: string } | null;
  sender?: { name: string };
  /** The unit that it has been forwarded to and that has not taken it yet. */
  offered_to?: NamedUnit;
  version: string;
}
