import type { Milestone, Obligation } from "../api/delivery";
import { milestone_of } from "./act_order";

/** Whether somebody still owes it: running, or broken and not done late either. */
export function is_owed(obligation: Obligation, milestones: Milestone[]): boolean {
  if (obligation.state !== "breached") return obligation.state === "open";
  const wanted = milestone_of(obligation.name);
  return milestones.every(({ name }) => name !== wanted);
}

export function next_obligation(
  obligations: Obligation[],
  milestones: Milestone[],
): Obligation | undefined {
  const owed = obligations.filter((obligation) => is_owed(obligation, milestones));
  return owed.toSorted((a, b) => Date.parse(a.due) - Date.parse(b.due))[0];
}
