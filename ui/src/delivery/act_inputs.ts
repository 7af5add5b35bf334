import { CLOSE_REASONS, OUTCOMES } from "../api/delivery";
import type { ActName } from "../api/delivery";

type LabelKey =
  | "reference"
  | "case_title"
  | "immediate_follow_up"
  | "outcome"
  | "reason"
  | "message"
  | "close_reason"
  | "note"
  | "colleague"
  | "unit";

/** One thing that an act needs to know. `name` is the member of the request. */
export type ActInput = { name: string; label: LabelKey; optional?: boolean } & (
  | { type: "line" | "paragraph" | "unit" | "colleague" | "yes_no" }
  | { type: "choice"; group: "outcome"; choices: typeof OUTCOMES }
  | { type: "choice"; group: "close_reason"; choices: typeof CLOSE_REASONS }
);

const REASON: ActInput = { name: "reason", label: "reason", type: "paragraph" };
const UNIT: ActInput = { name: "unit", label: "unit", type: "unit" };

export const ACT_INPUTS: Record<ActName, ActInput[]> = {
  open: [],
  take: [],
  file: [
    { name: "reference", label: "reference", type: "line" },
    { name: "title", label: "case_title", type: "line" },
  ],
  assess: [
    // The law wants this judged, and said, of every report.
    { name: "immediate_follow_up", label: "immediate_follow_up", type: "yes_no" },
    { name: "outcome", label: "outcome", type: "choice", group: "outcome", choices: OUTCOMES },
    REASON,
  ],
  answer: [{ name: "message", label: "message", type: "paragraph" }],
  forward: [UNIT, REASON],
  return: [REASON],
  assign: [{ name: "person", label: "colleague", type: "colleague" }],
  close: [
    {
      name: "reason",
      label: "close_reason",
      type: "choice",
      group: "close_reason",
      choices: CLOSE_REASONS,
    },
    { name: "note", label: "note", type: "paragraph", optional: true },
  ],
};

export type ActValues = Record<string, string>;
export type ActBody = Record<string, string | boolean>;

export function missing_inputs(act: ActName, values: ActValues): ActInput[] {
  return ACT_INPUTS[act].filter(
    ({ name, optional }) => optional !== true && (values[name] ?? "").trim() === "",
  );
}

/** The request: what is empty is left out. */
export function act_body(act: ActName, values: ActValues): ActBody {
  const given = ACT_INPUTS[act].filter(({ name }) => (values[name] ?? "").trim() !== "");
  return Object.fromEntries(
    given.map(({ name, type }) => {
      const value = values[name] ?? "";
      return [name, type === "yes_no" ? value === "yes" : value];
    }),
  );
}
