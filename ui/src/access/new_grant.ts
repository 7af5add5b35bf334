// What somebody types to give a person access, and the grant that it means.
import type { NewGrant } from "../api/access";
import type { Role } from "../api/session";
import { day_of, end_of, start_of } from "../time/zone";
import type { Day } from "../time/zone";

export type GivenRole = "caseworker" | "unit_leader" | "director";

/** Which roles somebody can give, and how: as one of its own, or only as one lent from them. */
export function given_roles(own: readonly Role[]): { role: GivenRole; lent_only: boolean }[] {
  const director = own.includes("director");
  const leader = own.includes("unit_leader");
  const roles: { role: GivenRole; lent_only: boolean }[] = [];
  if (director || leader) roles.push({ role: "caseworker", lent_only: false });
  if (director || leader) roles.push({ role: "unit_leader", lent_only: !director });
  if (director) roles.push({ role: "director", lent_only: true });
  return roles;
}

export interface TypedGrant {
  person: string;
  role: GivenRole;
  /** None: every kind. */
  kinds: string[];
  from_day: Day;
  /** The day with which it ends; empty where it does not. */
  last_day: Day;
  reason: string;
  delegate: boolean;
}

export type GrantFault =
  | { field: "person"; fault: "person_missing" }
  | { field: "from_day"; fault: "from_missing" }
  | { field: "last_day"; fault: "last_day_before" | "last_day_needed" }
  | { field: "reason"; fault: "reason_missing" };

export function faults_of(typed: TypedGrant, zone: string): GrantFault[] {
  const faults: GrantFault[] = [];
  const from = start_of(typed.from_day, zone).getTime();
  if (typed.person === "") faults.push({ field: "person", fault: "person_missing" });
  if (Number.isNaN(from)) faults.push({ field: "from_day", fault: "from_missing" });
  if (typed.last_day === "") {
    // Whoever lends their own role says for how long.
    if (typed.delegate) faults.push({ field: "last_day", fault: "last_day_needed" });
  } else if (!(typed.last_day >= typed.from_day)) {
    faults.push({ field: "last_day", fault: "last_day_before" });
  }
  if (typed.reason.trim() === "") faults.push({ field: "reason", fault: "reason_missing" });
  return faults;
}

/** Only of what has no faults. Today means from now on: a grant never begins in the past. */
export function grant_of(typed: TypedGrant, unit: string, now: Date, zone: string): NewGrant {
  const later = typed.from_day > day_of(now, zone);
  const ends = typed.last_day !== "";
  return {
    unit,
    person: typed.person,
    role: typed.role,
    reason: typed.reason.trim(),
    ...(typed.kinds.length > 0 && { kinds: typed.kinds }),
    ...(later && { from: start_of(typed.from_day, zone).toISOString() }),
    ...(ends && { until: end_of(typed.last_day, zone).toISOString() }),
    ...(typed.delegate && { delegate: true }),
  };
}
