/** What a unit's case system has proved of a delivery. */
export interface Readback {
  state: string;
  connector: string;
  stored_at: string | null;
  proved_at: string | null;
  failed_at: string | null;
}

export interface ReadbackPage {
  expected: boolean;
  case_system?: { connector: string; fetched_at: string | null };
  failing: (Readback & { delivery_id: string })[];
}

export function is_failing(state: string): boolean {
  return !["waiting", "stored", "erased"].includes(state);
}
