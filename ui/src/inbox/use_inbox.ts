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

/** What somebody still owes an answer to comes first, the nearest deadline on top; then the rest. */
export function by_deadline(items: InboxItem[]): InboxItem[] {
  const due = ({ next_deadline }: InboxItem): number =>
    next_deadline === undefined ? Number.MAX_VALUE : Date.parse(next_deadline.due);
  return items.toSorted(
    (a, b) => due(a) - due(b) || Date.parse(a.received_at) - Date.parse(b.received_at),
  );
}
