import type { NamedUnit } from "./unit";

export type Role = "caseworker" | "unit_leader" | "guard" | "sender" | "oversight" | "director";

export interface Person {
  id: string;
  name: string;
  login: string;
  organisation: { id: string; name: string };
  grants: { role: Role; unit: NamedUnit | null }[];
}

export interface Session {
  csrf: string;
  /** IANA name of the zone in which the units' hours and deadlines are meant. */
  time_zone: string;
  person: Person;
}
