import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { DrillPage, Silence } from "../api/drill";

const REFRESH_MS = 60_000;

/** Those that have ended, the latest first. */
export function useDrills(unit: string): UseInfiniteQueryResult<InfiniteData<DrillPage>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["drills", unit],
    queryFn: ({ pageParam }) => api.get<DrillPage>(`/drills${query({ unit, after: pageParam })}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

export function useSilence(unit: string): UseQueryResult<Silence> {
  const api = useApi();
  return useQuery({
    queryKey: ["silence", unit],
    queryFn: () => api.get<Silence>(`/silence${query({ unit })}`),
    refetchInterval: REFRESH_MS,
  });
}
