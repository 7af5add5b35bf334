import type { Subject } from "./obligation";
import type { NamedUnit } from "./unit";
import type { Words } from "./words";

/** One raised step of a ladder. */
export interface Escalation {
  id: string;
  subject: Subject;
  subject_id: string;
  unit: NamedUnit;
  kind?: string;
  /** The delivery's in its unit, or the problem's own. */
  sequence: number;
  rule: string;
  title: Words;
  step: number;
  listener: string;
  raised_at: string;
  told: { name: string }[];
  acknowledged?: { at: string; name: string } | null;
  /** Whom the ladder tells next, and when, if nothing happens; absent when it has ended. */
  next?: { at: string; listener: string } | null;
  urgent: boolean;
}
