import type { Danger, Obligation, Owner } from "./delivery";

/** What obligations hang on. */
export type Subject = "delivery" | "problem";

/** An open obligation where many subjects are listed together. */
export interface OpenObligation extends Obligation {
  subject: Subject;
  /** The subject's. */
  id: string;
  kind?: string;
  /** The delivery's number in its unit. */
  sequence: number;
  owner?: Owner;
  urgent: boolean;
  danger: Danger;
}

export interface ObligationPage {
  items: OpenObligation[];
  next?: string;
}
