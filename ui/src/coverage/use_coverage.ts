import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useCallback } from "react";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Coverage } from "../api/coverage";

const REFRESH_MS = 60_000;

/** Of one unit, or of all that the reader may watch. */
export function useCoverage(unit?: string): UseQueryResult<Coverage> {
  const api = useApi();
  return useQuery({
    queryKey: ["coverage", unit ?? ""],
    queryFn: () => api.get<Coverage>(`/coverage${query({ unit })}`),
    refetchInterval: REFRESH_MS,
  });
}

/** Whatever changes who can open something changes all of these. */
export function useAccessChanged(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const key of ["coverage", "grants", "person", "access-requests", "own-coverage"]) {
      void queries.invalidateQueries({ queryKey: [key] });
    }
  }, [queries]);
}
