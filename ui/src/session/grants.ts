import type { Person, Role } from "../api/session";
import type { NamedUnit } from "../api/unit";

const INBOX_ROLES: ReadonlySet<Role> = new Set(["caseworker", "unit_leader", "guard"]);

const WATCHING_ROLES: ReadonlySet<Role> = new Set([...INBOX_ROLES, "director"]);
const MANAGING_ROLES: ReadonlySet<Role> = new Set(["unit_leader", "director"]);
const PROBLEM_ROLES: ReadonlySet<Role> = new Set(["unit_leader", "oversight"]);

function units_of(person: Person, roles: ReadonlySet<Role>): NamedUnit[] {
  const units = new Map<string, NamedUnit>();
  for (const { role, unit } of person.grants) {
    if (unit !== null && roles.has(role)) units.set(unit.id, unit);
  }
  return [...units.values()];
}

/** The units whose inbox a person works in, each once, in the order of the grants. */
export function inbox_units(person: Person): NamedUnit[] {
  return units_of(person, INBOX_ROLES);
}

/** The units whose deadlines and escalations concern a person; no content comes with that. */
export function watched_units(person: Person): NamedUnit[] {
  return units_of(person, WATCHING_ROLES);
}

/** Whoever has oversight watches many units, which nobody lists: they look them up. */
export function oversees(person: Person): boolean {
  return person.grants.some(({ role }) => role === "oversight");
}

/** Whom deadlines, escalations and duty concern at all. */
export function watches(person: Person): boolean {
  return oversees(person) || watched_units(person).length > 0;
}

export function roles_in(person: Person, unit: string): Role[] {
  return person.grants.flatMap((grant) => (grant.unit?.id === unit ? [grant.role] : []));
}

export function leads(person: Person, unit: string): boolean {
  return roles_in(person, unit).includes("unit_leader");
}

/** Whoever reads what comes to a unit handles what it keeps. */
export function reads(person: Person, unit: string): boolean {
  return inbox_units(person).some(({ id }) => id === unit);
}

/** The units in which a person gives access and takes it away. */
export function managed_units(person: Person): NamedUnit[] {
  return units_of(person, MANAGING_ROLES);
}

export function manages(person: Person, unit: string): boolean {
  return managed_units(person).some(({ id }) => id === unit);
}

/** Oversight looks up the units whose access it follows. */
export function manages_access(person: Person): boolean {
  return oversees(person) || managed_units(person).length > 0;
}

/** The units whose reported problems a person answers. */
export function problem_units(person: Person): NamedUnit[] {
  return units_of(person, PROBLEM_ROLES);
}

/** Staff of a unit record what reached them by phone, letter or in a meeting. */
export function records_for_others(person: Person): boolean {
  return inbox_units(person).length > 0;
}

export function may_report(person: Person): boolean {
  return sends(person) || records_for_others(person);
}

/** Whoever answers for a unit, or has oversight, may ask senders to send again. */
export function asks_resends(person: Person): boolean {
  return manages_access(person);
}

/** The organisation's own reports: what it sent, and what it is asked to send again. */
export function sends(person: Person): boolean {
  return person.grants.some(({ role }) => role === "sender");
}
