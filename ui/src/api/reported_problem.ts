import type { Act, Obligation, Warning } from "./delivery";
import type { NamedUnit } from "./unit";

/** "Something is wrong here", as somebody reports it. Problem (api/problem.ts) is a refusal. */
export interface NewProblem {
  text: string;
  unit?: string;
  page?: string;
  about_person?: string;
  confidential?: boolean;
}

export interface ProblemReceipt {
  number: number;
  id: string;
  /** Finds it again without signing in. */
  code?: string;
}

export interface ReportedProblem {
  id: string;
  number: number;
  /** `reported` by a person; anything else Varde found itself. */
  name: string;
  raised_at: string;
  unit?: NamedUnit | null;
  /** Whose it is to act on. */
  handler?: NamedUnit | null;
  about_person?: { name: string } | null;
  state: "open" | "answered" | "closed";
  confidential?: boolean;
  next_deadline?: Obligation;
}

export interface ProblemPage {
  items: ReportedProblem[];
  next?: string | number;
}

export interface ProblemStep {
  at: string;
  by?: { name?: string; unit?: string; role?: string };
  text: string;
}

export interface ProblemDetail extends ReportedProblem {
  text: string;
  page?: string;
  contact?: string;
  /** Whoever warns of their own unit is shown to oversight only. */
  raised_by?: { name?: string; role?: string } | null;
  answers: ProblemStep[];
  closed?: ProblemStep | null;
  warnings?: Warning[];
  obligations?: Obligation[];
  acts?: (Omit<Act, "name"> & { name: "answer" | "close" })[];
}
