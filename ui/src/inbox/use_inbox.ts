import { useInfiniteQuery } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Inbox, InboxItem } from "../api/delivery";

const PAGE_SIZE = 50;
const REFRESH_MS = 30_000;

export type Shown = "open" | "closed";

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

/** What has waited longest comes first, whatever order the pages arrived in. */
export function oldest_first(items: InboxItem[]): InboxItem[] {
  return items.toSorted((a, b) => Date.parse(a.received_at) - Date.parse(b.received_at));
}
