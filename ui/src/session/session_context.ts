import { createContext, useContext } from "react";
import type { Problem } from "../api/problem";
import type { Person } from "../api/session";

export type SessionState =
  | { name: "unknown" }
  | { name: "failed"; problem: Problem }
  | { name: "signed_in"; person: Person }
  /** `person` is who was signed in before the session ran out; their page is kept meanwhile. */
  | { name: "signed_out"; person: Person | null };

export interface SessionAccess {
  state: SessionState;
  look_again: () => void;
  sign_in: (login: string, password: string) => Promise<void>;
  sign_out: () => Promise<void>;
}

export const SessionContext = createContext<SessionAccess | null>(null);

export function useSession(): SessionAccess {
  const access = useContext(SessionContext);
  if (access === null) throw new Error("useSession needs a SessionProvider above it");
  return access;
}

/** The person whose page this is; only below SessionGate, which shows nothing without one. */
export function usePerson(): Person {
  const { state } = useSession();
  const person = "person" in state ? state.person : null;
  if (person === null) throw new Error("usePerson needs a SessionGate above it");
  return person;
}
