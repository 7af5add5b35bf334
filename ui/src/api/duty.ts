import type { NamedUnit } from "./unit";

export interface Named {
  id: string;
  name: string;
}

export interface Span {
  from: string;
  until: string;
}

export interface Shift extends Span {
  id: string;
  person: Named;
  /** Displaces the ordinary shifts while it lasts. */
  replaces: boolean;
}

export interface Leave extends Span {
  id: string;
  person: Named;
}

export interface Duty {
  unit: NamedUnit;
  /** Who has the duty at this moment; out of hours that is another unit, the guard. */
  now: { unit: NamedUnit; out_of_hours: boolean; people: Named[] };
  shifts: Shift[];
  leave: Leave[];
  open: Span[];
  gaps: Span[];
  /** What the reader may plan here, each no with its reason. */
  acts: { name: "plan" | "enter_leave"; allowed: boolean; reason?: string }[];
}

export interface NewShift extends Span {
  unit: string;
  person: string;
  replaces?: boolean;
  /** So many weeks in a row, at the same local time. */
  repeat_weeks?: number;
}

export interface HandoverPage {
  items: Handover[];
  next?: string;
}

export interface Handover {
  id: string;
  at: string;
  by: { name: string };
  text: string;
}
