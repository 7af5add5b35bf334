import type { Person, Role } from "../api/session";
import type { NamedUnit } from "../api/unit";

const INBOX_ROLES: ReadonlySet<Role> = new Set(["caseworker", "unit_leader", "guard"]);

/** The units whose inbox a person works in, each once, in the order of the grants. */
export function inbox_units(person: Person): NamedUnit[] {
  const units = new Map<string, NamedUnit>();
  for (const { role, unit } of person.grants) {
    if (unit !== null && INBOX_ROLES.has(role)) units.set(unit.id, unit);
  }
  return [...units.values()];
}

/** Staff of a unit record what reached them by phone, letter or in a meeting. */
export function records_for_others(person: Person): boolean {
  return inbox_units(person).length > 0;
}

export function may_report(person: Person): boolean {
  return person.grants.some(({ role }) => role === "sender") || records_for_others(person);
}
