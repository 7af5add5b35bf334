import { useInfiniteQuery } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { ReconciliationPage } from "../api/reconciliation";
import type { ResendPage } from "../api/scope";

const PAGE_SIZE = 20;

/** Of a unit, or (empty) of the reader's own organisation. */
export function useReconciliations(
  unit: string,
): UseInfiniteQueryResult<InfiniteData<ReconciliationPage>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["reconciliations", unit],
    queryFn: ({ pageParam }) =>
      api.get<ReconciliationPage>(
        `/reconciliations${query({ unit, after: pageParam, limit: PAGE_SIZE })}`,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

/** What the reader's organisation was asked to send again, newest first. */
export function useResends(): UseInfiniteQueryResult<InfiniteData<ResendPage>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["resends"],
    queryFn: ({ pageParam }) => api.get<ResendPage>(`/resends${query({ after: pageParam })}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}
