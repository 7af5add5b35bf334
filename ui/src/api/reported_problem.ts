import type { Act, Obligation, Warning } from "./delivery";
import type { NamedUnit } from "./unit";
import type { Words } from "./words";

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
  code: string;
}

export interface ReportedProblem {
  id: string;
  number: number;
  /** `reported` by a person; anything else Varde found itself. */
  name: string;
  title: Words;
  raised_at: string;
  unit?: NamedUnit;
  about_person?: { id: string; name: string };
  state: "open" | "answered" | "closed";
  confidential: boolean;
  next_deadline?: Obligation;
}

export interface ProblemPage {
  items: ReportedProblem[];
  next?: string;
}

export interface ProblemStep {
  at: string;
  by?: { name?: string; unit?: string; role?: string };
  text?: string;
}

export interface ProblemDetail extends ReportedProblem {
  text: string;
  /** The unit that must act on it. */
  handler?: string;
  page?: string;
  contact?: string;
  /** Whoever warns of their own unit is named to oversight only; `varde` is Varde itself. */
  raised_by: { name?: string; role: string };
  answers: ProblemStep[];
  closed?: ProblemStep;
  warnings: Warning[];
  obligations?: Obligation[];
  acts: (Omit<Act, "name"> & { name: "answer" | "close" })[];
}
