import type { Warning } from "./delivery";

export interface NamedUnit {
  id: string;
  name: string;
}

export interface Unit extends NamedUnit {
  municipality?: { number: string; name: string };
  service?: string;
}

export interface Colleague {
  id: string;
  name: string;
  role: string;
}

/** Who could open a report at a unit right now. */
export interface Reachability {
  open_now: boolean;
  opens_at?: string;
  people: number;
  fallbacks: NamedUnit[];
  /** Whether the unit has begun to take such reports. */
  live?: boolean;
  warnings?: Warning[];
}
