import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Coverage, Drop, WhatIf } from "../api/coverage";
import { RetryKey } from "../api/retry_key";

const REFRESH_MS = 60_000;

/** Of one unit, or of all that the reader may watch. */
export function useCoverage(unit?: string): UseQueryResult<Coverage> {
  const api = useApi();
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useQuery({
    queryKey: ["coverage", unit ?? "", language],
    queryFn: () => api.get<Coverage>(`/coverage${query({ unit, language })}`),
    refetchInterval: REFRESH_MS,
  });
}

/** What would follow from it; nothing is asked where there is nothing to ask. */
export function useWhatIf(change: WhatIf | undefined): UseQueryResult<Drop[]> {
  const api = useApi();
  return useQuery({
    queryKey: ["what-if", change],
    queryFn: async () => {
      const asked = { body: change, key: new RetryKey().key_for(change) };
      return (await api.post<{ drops: Drop[] }>("/coverage/what-if", asked)).drops;
    },
    enabled: change !== undefined,
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
