/** What a unit's case system has proved of a delivery. */
export interface Readback {
  state: string;
  connector: string;
  stored_at: string | null;
  proved_at: string | null;
  failed_at: string | null;
}

export interface FailingReadback extends Readback {
  delivery_id: string;
  seq: number;
  received_at: string;
}

export interface CaseSystem {
  /** Empty: it never came. */
  connector: string;
  /** What came before is not asked for. */
  since: string;
  fetched_at: string | null;
  /** The highest number that was given, and up to which the system says that it holds all. */
  last_seq: number;
  after_seq: number;
}

export interface ReadbackPage {
  /** The system's key is valid. */
  expected: boolean;
  case_system?: CaseSystem;
  /** At most `FAILING_MAX`. */
  failing: FailingReadback[];
}

export const FAILING_MAX = 200;
export const FAILING_STATES = [
  "missing",
  "wrong_digest",
  "regressed",
  "skipped",
  "silent",
  "unavailable",
] as const;

export function is_failing(state: string): boolean {
  return !["waiting", "stored", "erased"].includes(state);
}
