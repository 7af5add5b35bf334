import { useSearchParams } from "react-router";
import type { NamedUnit } from "../api/unit";

/**
 * The unit that the address names, otherwise the first. A unit that is not among the person's own
 * is asked for all the same: the server explains why not.
 */
export function useChosenUnit(units: NamedUnit[]): NamedUnit | undefined {
  const [params] = useSearchParams();
  const asked = params.get("unit");
  if (asked === null) return units[0];
  return units.find(({ id }) => id === asked) ?? { id: asked, name: asked };
}
