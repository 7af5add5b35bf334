import { useInfiniteQuery } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { ObligationPage } from "../api/obligation";

const PAGE_SIZE = 100;
const REFRESH_MS = 30_000;

export function useObligations(
  unit: string,
): UseInfiniteQueryResult<InfiniteData<ObligationPage>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["obligations", unit],
    queryFn: ({ pageParam }) => {
      const values = { unit, after: pageParam, limit: PAGE_SIZE };
      return api.get<ObligationPage>(`/obligations${query(values)}`);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: REFRESH_MS,
  });
}
