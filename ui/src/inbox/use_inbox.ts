import { useInfiniteQuery } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Inbox } from "../api/delivery";

const PAGE_SIZE = 50;
const REFRESH_MS = 30_000;

export type Shown = "open" | "closed";

/** In the server's order: urgent, then unassessed, then the rest, each by its next deadline. */
export function useInbox(
  unit: string | undefined,
  state: Shown,
): UseInfiniteQueryResult<InfiniteData<Inbox>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["inbox", unit, state],
    queryFn: ({ pageParam }) => {
      const values = { unit, state, after: pageParam, limit: PAGE_SIZE };
      return api.get<Inbox>(`/inbox${query(values)}`);
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    enabled: unit !== undefined,
    refetchInterval: REFRESH_MS,
  });
}
