import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { ReactElement, ReactNode } from "react";
import { useApi } from "../api/api_context";
import { as_problem } from "../api/problem";
import { RetryKey } from "../api/retry_key";
import type { Session } from "../api/session";
import { own_zone } from "../time/zone";
import { ZoneContext } from "../time/zone_context";
import { SessionContext } from "./session_context";
import type { SessionState } from "./session_context";

export function SessionProvider({ children }: { children: ReactNode }): ReactElement {
  const api = useApi();
  const queries = useQueryClient();
  const [state, set_state] = useState<SessionState>({ name: "unknown" });
  const [zone, set_zone] = useState(own_zone);

  const begin = useCallback(
    (session: Session) => {
      api.use_csrf(session.csrf);
      set_zone(session.time_zone);
      set_state({ name: "signed_in", person: session.person });
    },
    [api],
  );

  const look = useCallback(() => {
    api.get<Session>("/session").then(begin, (error: unknown) => {
      const problem = as_problem(error);
      const gone = problem.cause === "signed_out";
      set_state(gone ? { name: "signed_out", person: null } : { name: "failed", problem });
    });
  }, [api, begin]);

  const look_again = useCallback(() => {
    set_state({ name: "unknown" });
    look();
  }, [look]);

  useEffect(() => {
    api.when_signed_out(() => {
      api.use_csrf("");
      set_state((before) => ({
        name: "signed_out",
        person: "person" in before ? before.person : null,
      }));
    });
    look();
    return () => api.when_signed_out(undefined);
  }, [api, look]);

  const sign_in = useCallback(
    async (login: string, password: string) => {
      const change = { body: { login, password }, key: new RetryKey().key_for(login) };
      const session = await api.post<Session>("/session", change);
      const same = "person" in state && state.person?.id === session.person.id;
      // Nothing that one person has read may be shown to the next.
      if (!same) queries.clear();
      begin(session);
      if (same) await queries.invalidateQueries();
    },
    [api, begin, queries, state],
  );

  const sign_out = useCallback(async () => {
    await api.remove("/session");
    api.use_csrf("");
    queries.clear();
    set_state({ name: "signed_out", person: null });
  }, [api, queries]);

  const access = useMemo(
    () => ({ state, look_again, sign_in, sign_out }),
    [state, look_again, sign_in, sign_out],
  );
  return (
    <SessionContext.Provider value={access}>
      <ZoneContext.Provider value={zone}>{children}</ZoneContext.Provider>
    </SessionContext.Provider>
  );
}
