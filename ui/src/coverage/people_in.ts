import type { CoveredUnit } from "../api/coverage";
import type { Named } from "../api/duty";

/** Whoever has access in these units, each once, by name. */
export function people_in(units: CoveredUnit[]): Named[] {
  const cells = units.flatMap(({ kinds }) => kinds);
  const people = cells.flatMap((cell) => [...cell.people, ...cell.unable]);
  const once = new Map(people.map(({ id, name }) => [id, { id, name }]));
  return [...once.values()].sort((a, b) => a.name.localeCompare(b.name, "nb"));
}
