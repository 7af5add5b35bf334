import type { NamedUnit } from "./unit";

export type Role = "caseworker" | "unit_leader" | "guard" | "sender" | "oversight";

export interface Person {
  id: string;
  name: string;
  login: string;
  organisation: { id: string; name: string };
  grants: { role: Role; unit: NamedUnit | null }[];
}

export interface Session {
  csrf: string;
  person: Person;
}
