import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import { useApi } from "../api/api_context";
import type { ActName, Delivery } from "../api/delivery";
import { as_problem, is_definite } from "../api/problem";
import type { Problem } from "../api/problem";
import { RetryKey } from "../api/retry_key";
import { is_outdated } from "../shell/problem_words";
import type { ActBody } from "./act_inputs";

const REFRESH_MS = 60_000;

function path_of(id: string): string {
  return `/deliveries/${encodeURIComponent(id)}`;
}

/** Reading opened content is recorded by name, so only people start it: no timer, no new focus. */
export function useDelivery(id: string): UseQueryResult<Delivery> {
  const api = useApi();
  const is_closed = (delivery: Delivery | undefined): boolean => delivery?.content === null;
  return useQuery({
    queryKey: ["delivery", id],
    queryFn: () => api.get<Delivery>(path_of(id)),
    refetchInterval: ({ state }) => (is_closed(state.data) ? REFRESH_MS : false),
    refetchOnWindowFocus: ({ state }) => is_closed(state.data),
    refetchOnReconnect: ({ state }) => is_closed(state.data),
  });
}

export interface Acting {
  busy: boolean;
  problem: Problem | null;
  /** Does the act; true when it is stored. */
  run: (act: ActName, body: ActBody) => Promise<boolean>;
  forget_problem: () => void;
}

/** Does acts on a delivery. Their answer is the delivery as stored, so that is what is shown. */
export function useActing(delivery: Delivery): Acting {
  const api = useApi();
  const queries = useQueryClient();
  const retry_key = useRef(new RetryKey());
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const { id, version } = delivery;

  const run = useCallback(
    async (act: ActName, body: ActBody) => {
      const refresh = (): Promise<void> =>
        queries.invalidateQueries({ queryKey: ["delivery", id] });
      set_busy(true);
      set_problem(null);
      try {
        const key = retry_key.current.key_for([act, body]);
        const stored = await api.post<Delivery>(`${path_of(id)}/${act}`, { body, key, version });
        retry_key.current = new RetryKey();
        queries.setQueryData(["delivery", id], stored);
        // What is owed changes with every act, and what is raised ends with it.
        for (const key of ["inbox", "obligations", "escalations"]) {
          void queries.invalidateQueries({ queryKey: [key] });
        }
        return true;
      } catch (error) {
        const failure = as_problem(error);
        set_problem(failure);
        // A definite no ends the attempt. Anything else may have been stored: same key again.
        if (is_definite(failure)) retry_key.current = new RetryKey();
        if (is_outdated(failure)) await refresh();
        return false;
      } finally {
        set_busy(false);
      }
    },
    [api, id, queries, version],
  );

  const forget_problem = useCallback(() => set_problem(null), []);
  return { busy, problem, run, forget_problem };
}
