import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Receipt, SentPage, SentReport } from "../api/report";

const PAGE_SIZE = 50;
const REFRESH_MS = 60_000;

export function useSent(): UseInfiniteQueryResult<InfiniteData<SentPage>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["sent"],
    queryFn: ({ pageParam }) =>
      api.get<SentPage>(`/reports${query({ after: pageParam, limit: PAGE_SIZE })}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

export function useSentReport(id: string): UseQueryResult<SentReport> {
  const api = useApi();
  return useQuery({
    queryKey: ["sent", id],
    queryFn: () => api.get<SentReport>(`/reports/${encodeURIComponent(id)}`),
    refetchInterval: REFRESH_MS,
  });
}

export function useReceipts(id: string): UseQueryResult<Receipt[]> {
  const api = useApi();
  return useQuery({
    queryKey: ["receipts", id],
    queryFn: async () => {
      const path = `/reports/${encodeURIComponent(id)}/receipts`;
      return (await api.get<{ items: Receipt[] }>(path)).items;
    },
  });
}
