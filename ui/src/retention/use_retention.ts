import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import { useCallback } from "react";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { RetentionPage, UnitHold } from "../api/retention";

const PAGE_SIZE = 50;

export function useRetention(
  unit: string,
  state: string | undefined,
): UseInfiniteQueryResult<InfiniteData<RetentionPage>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["retention", unit, state ?? ""],
    queryFn: ({ pageParam }) => {
      const values = { unit, state, after: pageParam, limit: PAGE_SIZE };
      return api.get<RetentionPage>(`/retention${query(values)}`);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

/** What stops erasure for a whole unit. */
export function useHolds(unit: string): UseQueryResult<UnitHold[]> {
  const api = useApi();
  return useQuery({
    queryKey: ["retention", unit, "holds"],
    queryFn: async () =>
      (await api.get<{ items: UnitHold[] }>(`/retention/holds${query({ unit })}`)).items,
  });
}

export function useRetentionChanged(unit: string): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    void queries.invalidateQueries({ queryKey: ["retention", unit] });
  }, [queries, unit]);
}
