import type { Content } from "./kind";
import type { Readback } from "./readback";
import type { NamedUnit } from "./unit";
import type { Words } from "./words";

/** Unassessed is a class of its own: nobody has judged yet how dangerous it is. */
export type Danger = "urgent" | "unassessed" | "standard";

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
  danger?: Danger;
  next_deadline?: Obligation;
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
  /** The rule's name. */
  name: string;
  title?: Words;
  since?: string;
  /** Absent when it could not be computed: a person must look at it now. */
  due?: string | null;
  due_in_words?: Words;
  state: "open" | "met" | "breached" | "cancelled";
  met_at?: string;
  cancelled_at?: string;
  /** The paragraph of law; of a limit of our own, why, in the pack's language. */
  source?: string;
  /** Our own, earlier limit rather than the law's. */
  own?: boolean;
  /** Facts that are not known yet: the obligation stands until they are. */
  assumed?: string[];
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
  assessment?: { outcome: string; reason?: string; immediate_follow_up?: boolean } | null;
  answer?: { message: string } | null;
  closing?: { reason: string; note?: string } | null;
  sender?: { name: string };
  /** The unit that it has been forwarded to and that has not taken it yet. */
  offered_to?: NamedUnit;
  /** Made up by Varde to see whether somebody opens it; known once somebody has. */
  drill?: boolean;
  /** Where the unit has a case system that is to hold it. */
  readback?: Readback & { store_reference: string };
  /** The report that this one repeats, and those that repeat it. */
  earlier?: string;
  repeats?: string[];
  version: string;
}
