import type { Account, Balance } from "../api/scope";

/** Of the address, just as the API takes it. */
export interface BalanceQuestion {
  as_at?: string;
  unit?: string;
  sender?: string;
}

export function balance_question_in(params: URLSearchParams): BalanceQuestion {
  const question: BalanceQuestion = {};
  for (const part of ["as_at", "unit", "sender"] as const) {
    const value = params.get(part)?.trim();
    if (value !== undefined && value !== "") question[part] = value;
  }
  return question;
}

export type Fault = "sums" | "struck" | "stalled" | "behind";

/** It is held against the tables once a day; after so long a problem says that nobody has. */
const STRUCK_WITHIN_MS = 26 * 3600_000;

/** Everything must be well before it is said to be. */
export function faults_of(balance: Balance, now: Date): Fault[] {
  const { balanced, last_struck, behind, faults = [] } = balance;
  const found: Fault[] = [];
  if (!balanced || faults.length > 0) found.push("sums");
  if ((last_struck?.faults ?? 0) > 0) found.push("struck");
  if (last_struck !== undefined && is_long_ago(last_struck.at, now)) found.push("stalled");
  if ((behind ?? 0) > 0) found.push("behind");
  return found;
}

const is_long_ago = (at: string, now: Date): boolean =>
  now.getTime() - Date.parse(at) > STRUCK_WITHIN_MS;

export const came_to = ({ accepted, taken_over = 0 }: Account): number => accepted + taken_over;

export const is_off = (account: Account): boolean => came_to(account) !== account.sum;
