import { useState } from "react";
import type { Problem } from "../api/problem";

/** Too few would be left who can open something. */
export function drops_coverage(problem: Problem | null): problem is Problem {
  return problem?.type === "coverage-would-drop";
}

export interface Override {
  /** The refusal that asks for a reason; stays while somebody writes it and tries again. */
  drop: Problem | null;
  reason: string;
  set_reason: (reason: string) => void;
  /** What is sent along once there is a reason. */
  body: { override_reason?: string };
}

/** Doing it although too few would be left: first the consequence, then a reason for oversight. */
export function useOverride(problem: Problem | null): Override {
  const [drop, set_drop] = useState<Problem | null>(null);
  const [reason, set_reason] = useState("");
  if (drops_coverage(problem) && problem !== drop) set_drop(problem);
  const given = reason.trim();
  const body = drop === null || given === "" ? {} : { override_reason: given };
  return { drop, reason, set_reason, body };
}
