import type { OwnCell } from "../api/coverage";
import type { Role } from "../api/session";

/**
 * Why somebody can or cannot open a cell, as the name of a sentence of ours; undefined where only
 * the server's own sentence is sure to be right. `roles` are the reader's in that unit, as they
 * were when they signed in.
 */
export function own_reason(
  { able, until }: Pick<OwnCell, "able" | "until">,
  roles: readonly Role[],
): "leads" | "works" | "away" | "other_kinds" | undefined {
  const leads = roles.includes("unit_leader");
  const works = roles.includes("caseworker");
  if (able) return leads ? "leads" : works ? "works" : undefined;
  if (until) return "away";
  return leads || works ? "other_kinds" : undefined;
}
