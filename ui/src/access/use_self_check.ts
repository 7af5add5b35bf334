import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { AccessRequest } from "../api/access";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { OwnCell } from "../api/coverage";

const REFRESH_MS = 60_000;

/** Everything that somebody could be expected to open, and whether they can. */
export function useSelfCheck(): UseQueryResult<OwnCell[]> {
  const api = useApi();
  return useQuery({
    queryKey: ["own-coverage"],
    queryFn: async () => (await api.get<{ items: OwnCell[] }>("/coverage/mine")).items,
    refetchInterval: REFRESH_MS,
  });
}

/** The same of one kind in one unit. */
export function useOwnCell(unit: string, kind: string): UseQueryResult<OwnCell | null> {
  const api = useApi();
  return useQuery({
    queryKey: ["own-coverage", unit, kind],
    queryFn: async () => {
      const path = `/coverage/check${query({ unit, kind })}`;
      return (await api.get<{ items: OwnCell[] }>(path)).items[0] ?? null;
    },
  });
}

/** Of a unit that the reader leads, or the reader's own. */
export function useAccessRequests(unit?: string): UseQueryResult<AccessRequest[]> {
  const api = useApi();
  const values = unit === undefined ? { mine: "true" } : { unit };
  return useQuery({
    queryKey: ["access-requests", unit ?? "mine"],
    queryFn: async () =>
      (await api.get<{ items: AccessRequest[] }>(`/access-requests${query(values)}`)).items,
    refetchInterval: REFRESH_MS,
  });
}
