import type { Milestone, Obligation } from "../api/delivery";
import { milestone_of } from "./act_order";

/** Whether somebody still owes it: running, or broken and not done late either. */
export function is_owed(obligation: Obligation, milestones: Milestone[]): boolean {
  const { state, met_at, cancelled_at, name } = obligation;
  if (state !== "breached") return state === "open";
  if (met_at !== undefined || cancelled_at !== undefined) return false;
  const wanted = milestone_of(name);
  return milestones.every((milestone) => milestone.name !== wanted);
}

/** The one due first; one whose deadline is not known comes before all others. */
export function next_obligation(
  obligations: Obligation[],
  milestones: Milestone[],
): Obligation | undefined {
  const due = (one: Obligation): number => (one.due ? Date.parse(one.due) : 0);
  const owed = obligations.filter((obligation) => is_owed(obligation, milestones));
  return owed.toSorted((a, b) => due(a) - due(b))[0];
}
