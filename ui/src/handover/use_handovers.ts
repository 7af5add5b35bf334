import { useInfiniteQuery } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { HandoverPage } from "../api/duty";

const PAGE_SIZE = 20;

/** Reading notes is recorded by name, so only people start it: no timer, no new focus. */
export function useHandovers(unit: string): UseInfiniteQueryResult<InfiniteData<HandoverPage>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["handovers", unit],
    queryFn: ({ pageParam }) => {
      const values = { unit, after: pageParam, limit: PAGE_SIZE };
      return api.get<HandoverPage>(`/duty/handovers${query(values)}`);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
