// How many deliveries are in each state of read-back, and since when.
import { FAILING_MAX, FAILING_STATES } from "../api/readback";
import type { ReadbackPage } from "../api/readback";
import type { Scope } from "../api/scope";

export type Counted = Pick<Scope, "total" | "first">;
export interface Proved {
  stored: Counted;
  waiting: Counted;
}

export interface StateRow {
  state: string;
  count: number;
  /** There may be more than were listed. */
  at_least: boolean;
  /** Of what fails when it began; of the rest when the oldest came. */
  oldest: string | undefined;
  failing: boolean;
}

/** What fails comes first, and all its states are shown: that there are none is news too. */
export function state_rows({ failing }: ReadbackPage, proved: Proved | undefined): StateRow[] {
  const known: readonly string[] = FAILING_STATES;
  const others = failing.map(({ state }) => state).filter((state) => !known.includes(state));
  const rows = [...known, ...new Set(others)].map((state): StateRow => {
    const found = failing.filter((one) => one.state === state);
    const began = found.flatMap(({ failed_at }) => (failed_at === null ? [] : [failed_at]));
    return {
      state,
      count: found.length,
      at_least: found.length > 0 && failing.length >= FAILING_MAX,
      oldest: began.toSorted()[0],
      failing: true,
    };
  });
  const counted = (state: "waiting" | "stored", { total, first }: Counted): StateRow => ({
    state,
    count: total,
    at_least: false,
    oldest: first ?? undefined,
    failing: false,
  });
  if (proved === undefined) return rows;
  return [...rows, counted("waiting", proved.waiting), counted("stored", proved.stored)];
}

const UNAVAILABLE = "unavailable";

/** Whether some of what fails is the case system's to answer for: the rest only we cannot read. */
export function blames_system({ failing }: ReadbackPage): boolean {
  return failing.some(({ state }) => state !== UNAVAILABLE);
}

/** `ours`: nothing fails but ourselves. `proved`: all that came is, and the system still comes.
 * `open`: nothing fails, but not all is proved either, or nobody can tell yet. */
export type Verdict = "failing" | "ours" | "open" | "proved";

export function verdict_of(page: ReadbackPage, proved: Proved | undefined): Verdict {
  if (page.failing.length > 0) return blames_system(page) ? "failing" : "ours";
  const comes = page.expected && (page.case_system?.fetched_at ?? null) !== null;
  return comes && proved?.waiting.total === 0 ? "proved" : "open";
}
