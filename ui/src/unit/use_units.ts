import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Reachability, Unit } from "../api/unit";

const TYPING_PAUSE_MS = 250;
export const SHORTEST_SEARCH = 2;

/** What is being typed, once the typing pauses. */
export function useSettled(text: string): string {
  const [settled, set_settled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => set_settled(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** Units that match what is being typed; asks only when the typing pauses. */
export function useUnits(text: string, kind: string | undefined): UseQueryResult<Unit[]> {
  const api = useApi();
  const q = useSettled(text.trim());
  return useQuery({
    queryKey: ["units", q, kind],
    queryFn: async () => (await api.get<{ items: Unit[] }>(`/units${query({ q, kind })}`)).items,
    enabled: q.length >= SHORTEST_SEARCH,
    placeholderData: keepPreviousData,
  });
}

export function useReachability(
  unit: string,
  kind: string | undefined,
): UseQueryResult<Reachability> {
  const api = useApi();
  return useQuery({
    queryKey: ["reachability", unit, kind],
    queryFn: () =>
      api.get<Reachability>(`/units/${encodeURIComponent(unit)}/reachability${query({ kind })}`),
  });
}
