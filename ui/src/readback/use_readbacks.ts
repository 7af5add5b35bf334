import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { ReadbackPage } from "../api/readback";
import type { Scope } from "../api/scope";
import type { Proved } from "./state_rows";

export function useReadbacks(unit: string): UseQueryResult<ReadbackPage> {
  const api = useApi();
  return useQuery({
    queryKey: ["readbacks", unit],
    queryFn: () => api.get<ReadbackPage>(`/readbacks${query({ unit })}`),
  });
}

/** How many are stored and how many wait, of what came since the system is asked. */
export function useProved(unit: string, since: string | undefined): UseQueryResult<Proved> {
  const api = useApi();
  const counted = (marks: { present?: string; absent: string }): Promise<Scope> =>
    api.get<Scope>(`/scope${query({ unit, from: since, limit: 1, ...marks })}`);
  return useQuery({
    queryKey: ["readback-counts", unit, since],
    enabled: since !== undefined,
    queryFn: async () => {
      const [stored, waiting] = await Promise.all([
        counted({ present: "stored", absent: "readback_failed,erased" }),
        counted({ absent: "stored,readback_failed,erased" }),
      ]);
      return { stored, waiting };
    },
  });
}
