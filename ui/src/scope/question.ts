// What is asked of a scope: in the address just as the API takes it, so that a question can be
// shared and holds nothing about a person; and as it stands in the form.
import { instant_at, wall_of } from "../time/wall";

/** Milestones that may be there or missing. `readback_failed` is the one that is bad news. */
export const MARKS = [
  "routed",
  "notified",
  "opened",
  "filed",
  "assessed",
  "answered",
  "closed",
  "stored",
  "readback_failed",
  "forwarded",
  "returned",
  "withdrawn",
  "erased",
] as const;
export type Mark = (typeof MARKS)[number];

export const STATES = [
  "unopened",
  "opened",
  "filed",
  "assessed",
  "answered",
  "closed",
  "offered",
  "transferred",
  "returned",
  "erased",
] as const;

const PARTS = [
  "unit",
  "municipality",
  "kind",
  "sender",
  "connector",
  "from",
  "until",
  "older_than",
  "present",
  "absent",
  "state",
] as const;
type Part = (typeof PARTS)[number];

export type ScopeQuestion = Partial<Record<Part, string>>;

/** Of the address; what else stands there is left out. */
export function question_in(params: URLSearchParams): ScopeQuestion {
  const question: ScopeQuestion = {};
  for (const part of PARTS) {
    const value = params.get(part)?.trim();
    if (value !== undefined && value !== "") question[part] = value;
  }
  return question;
}

/** For the address, always in the same order; begins with `?` where it asks for anything. */
export function address_of(question: ScopeQuestion): string {
  const params = new URLSearchParams();
  for (const part of PARTS) {
    const value = question[part];
    if (value !== undefined && value !== "") params.set(part, value);
  }
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  return text === "" ? "" : `?${text}`;
}

export type AgeUnit = "m" | "h" | "d";

/** As it stands in the form; times as the wall's clock shows them. */
export interface TypedScope {
  unit: string;
  municipality: string;
  kind: string;
  sender: string;
  connector: string;
  state: string;
  from: string;
  until: string;
  age: string;
  age_unit: AgeUnit;
  marks: Record<string, "present" | "absent">;
}

const marks_in = (text: string | undefined): string[] =>
  (text ?? "").split(",").filter((mark) => mark !== "");

export function typed_of(question: ScopeQuestion, zone: string): TypedScope {
  const [, age = "", unit = "h"] = /^(\d+)([mhd])$/.exec(question.older_than ?? "") ?? [];
  const marks: TypedScope["marks"] = {};
  for (const mark of marks_in(question.present)) marks[mark] = "present";
  for (const mark of marks_in(question.absent)) marks[mark] = "absent";
  return {
    unit: question.unit ?? "",
    municipality: question.municipality ?? "",
    kind: question.kind ?? "",
    sender: question.sender ?? "",
    connector: question.connector ?? "",
    state: question.state ?? "",
    from: wall_of(question.from, zone),
    until: wall_of(question.until, zone),
    age,
    age_unit: unit as AgeUnit,
    marks,
  };
}

export function question_of(typed: TypedScope, zone: string): ScopeQuestion {
  const marked = (as: "present" | "absent"): string =>
    Object.keys(typed.marks)
      .filter((mark) => typed.marks[mark] === as)
      .join(",");
  const all: Record<Part, string | undefined> = {
    unit: typed.unit,
    municipality: typed.municipality.trim(),
    kind: typed.kind,
    sender: typed.sender,
    connector: typed.connector.trim(),
    from: instant_at(typed.from, zone),
    until: instant_at(typed.until, zone),
    older_than: typed.age.trim() === "" ? "" : `${typed.age.trim()}${typed.age_unit}`,
    present: marked("present"),
    absent: marked("absent"),
    state: typed.state,
  };
  const question: ScopeQuestion = {};
  for (const part of PARTS) if (all[part]) question[part] = all[part];
  return question;
}

export type ScopeFault = "municipality" | "age" | "until" | "connector";

/** What must be put right before anything is asked; each is of the field of that name. */
export function faults_of(typed: TypedScope): ScopeFault[] {
  const { municipality, age, from, until, connector } = typed;
  const faults: ScopeFault[] = [];
  if (municipality.trim() !== "" && !/^\d{4}$/.test(municipality.trim())) {
    faults.push("municipality");
  }
  if (/[\s"<>]/.test(connector.trim())) faults.push("connector");
  if (from !== "" && until !== "" && until <= from) faults.push("until");
  if (age.trim() !== "" && !/^[1-9]\d{0,5}$/.test(age.trim())) faults.push("age");
  return faults;
}
