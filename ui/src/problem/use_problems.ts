import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { ProblemDetail, ProblemPage } from "../api/reported_problem";

const PAGE_SIZE = 50;
const REFRESH_MS = 60_000;

export function useProblems(): UseInfiniteQueryResult<InfiniteData<ProblemPage>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["problems"],
    queryFn: ({ pageParam }) =>
      api.get<ProblemPage>(`/problems${query({ after: pageParam, limit: PAGE_SIZE })}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    refetchInterval: REFRESH_MS,
  });
}

/** Reading what somebody wrote is recorded by name, so only people start it. */
export function useProblem(id: string): UseQueryResult<ProblemDetail> {
  const api = useApi();
  return useQuery({
    queryKey: ["problem", id],
    queryFn: () => api.get<ProblemDetail>(`/problems/${encodeURIComponent(id)}`),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
