import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useCallback } from "react";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Duty } from "../api/duty";
import type { Day } from "../time/zone";

const REFRESH_MS = 60_000;

/** Duty of a unit from the beginning of a day of its own zone on, for so many days. */
export function useDuty(unit: string, from: Day, days: number): UseQueryResult<Duty> {
  const api = useApi();
  return useQuery({
    queryKey: ["duty", unit, from, days],
    queryFn: () => api.get<Duty>(`/duty${query({ unit, from, days })}`),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
}

export function useDutyChanged(unit: string): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    void queries.invalidateQueries({ queryKey: ["duty", unit] });
  }, [queries, unit]);
}
