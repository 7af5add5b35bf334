import type { NamedSender } from "../api/scope";
import type { NamedUnit } from "../api/unit";
import { watched_units } from "../session/grants";
import { usePerson } from "../session/session_context";
import { useBalance } from "./use_balance";

const FRESH_MS = 10 * 60_000;

export interface Choices {
  units: NamedUnit[];
  /** Without the public. */
  senders: NamedUnit[];
}

/** Units and senders among which one may choose: those of whom the reader sees the balance. What
 * the address names stands among them too, under its id if need be. */
export function useChoices(chosen: { unit?: string; sender?: string }): Choices {
  const person = usePerson();
  const { data } = useBalance({}, FRESH_MS);
  return {
    units: ordered([...watched_units(person), ...(data?.recipients ?? [])], chosen.unit),
    senders: ordered(data?.senders ?? [], chosen.sender).filter(({ id }) => id !== "public"),
  };
}

/** Each once, by name. */
export function ordered(found: readonly NamedSender[], chosen: string | undefined): NamedUnit[] {
  const names = new Map<string, string>();
  if (chosen !== undefined && chosen !== "") names.set(chosen, chosen);
  for (const { id, name } of found) {
    if (name !== undefined || !names.has(id)) names.set(id, name ?? id);
  }
  return [...names]
    .map(([id, name]) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, "nb"));
}
