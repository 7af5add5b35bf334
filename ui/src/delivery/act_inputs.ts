import { CLOSE_REASONS, OUTCOMES } from "../api/delivery";
import type { ActName } from "../api/delivery";

type LabelKey =
  | "reference"
  | "case_title"
  | "outcome"
  | "reason"
  | "message"
  | "close_reason"
  | "note"
  | "colleague"
  | "unit";

/** One thing that an act needs to know. `name` is the member of the request. */
export type ActInput = { name: string; label: LabelKey; optional?: boolean } & (
  | { type: "line" | "paragraph" | "unit" | "colleague" }
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

export function missing_inputs(act: ActName, values: ActValues): ActInput[] {
  return ACT_INPUTS[act].filter(
    ({ name, optional }) => optional !== true && (values[name] ?? "").trim() === "",
  );
}

/** The request: what is empty is left out. */
export function act_body(act: ActName, values: ActValues): ActValues {
  const given = ACT_INPUTS[act].filter(({ name }) => (values[name] ?? "").trim() !== "");
  return Object.fromEntries(given.map(({ name }) => [name, values[name] ?? ""]));
}
