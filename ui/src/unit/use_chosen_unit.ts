import { useLocation, useSearchParams } from "react-router";
import type { NamedUnit } from "../api/unit";

/**
 * The unit that the address names, otherwise the first. A unit that is not among the person's own
 * is asked for all the same: the server explains why not. The name of one that was looked up stands
 * in the browser's history, so it survives a reload.
 */
export function useChosenUnit(units: NamedUnit[]): NamedUnit | undefined {
  const [params] = useSearchParams();
  const location = useLocation();
  const looked_up = (location.state as { looked_up?: NamedUnit } | null)?.looked_up;
  const asked = params.get("unit");
  if (asked === null) return units[0];
  const known = looked_up === undefined ? units : [...units, looked_up];
  return known.find(({ id }) => id === asked) ?? { id: asked, name: asked };
}
