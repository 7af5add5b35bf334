import type { ContactState } from "./coverage";
import type { Named } from "./duty";
import type { NamedUnit } from "./unit";
import type { Sentence } from "./words";

/** That somebody has a role, given by somebody for a reason. */
export interface Grant {
  id: string;
  person: Named;
  /** Absent: the whole organisation, for who sends. */
  unit?: NamedUnit;
  role: string;
  /** Empty: every kind. */
  kinds: string[];
  from: string;
  until?: string | null;
  ended_at?: string | null;
  ended_by?: { name?: string; role?: string } | null;
  end_reason?: string | null;
  delegated_from?: Named | null;
  given_by?: { name?: string; role?: string } | null;
  given_at?: string | null;
  reason?: string | null;
  last_used?: string | null;
  contact: ContactState;
  on_leave_until?: string | null;
}

export interface NewGrant {
  unit: string;
  person: string;
  role: string;
  kinds?: string[];
  from?: string;
  until?: string;
  reason: string;
  delegate?: boolean;
}

export interface FoundPerson {
  id: string;
  name: string;
  login: string;
  disabled: boolean;
}

export interface PersonAccess {
  person: { id: string; name: string; login?: string };
  disabled: boolean;
  grants: Grant[];
  opens: { unit: NamedUnit; kind: string; why: Sentence; last_used?: string | null }[];
}

/** "I want to open this": handled like any other thing that somebody owes. */
export interface AccessRequest {
  id: string;
  number: number;
  person: Named;
  unit: NamedUnit;
  kind?: string | null;
  reason?: string | null;
  at: string;
  due?: string | null;
  state: "open" | "given" | "declined";
  answer?: string | null;
}

export interface Opening {
  person: Named;
  at: string;
  why: Sentence;
}

export interface DeliveryAccess {
  /** Each time that somebody opened or read it. */
  opened: Opening[];
  /** Each time that somebody tried and was refused. */
  refused?: Opening[];
  able: { person: Named; role: string; why: Sentence }[];
  /** Who must not read it, whatever grants they have. */
  barred: { person: Named; at: string; reason?: string | null }[];
}
