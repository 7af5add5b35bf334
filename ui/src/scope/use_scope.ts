import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Balance, Scope } from "../api/scope";

const PAGE_SIZE = 50;

/** What is asked for; empty words ask for everything. */
export interface ScopeQuestion {
  municipality: string;
  older_than: string;
  absent: string;
}

export function useScope(
  question: ScopeQuestion,
): UseInfiniteQueryResult<InfiniteData<Scope>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["scope", question],
    queryFn: ({ pageParam }) =>
      api.get<Scope>(`/scope${query({ ...question, after: pageParam, limit: PAGE_SIZE })}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

export function useBalance(): UseQueryResult<Balance> {
  const api = useApi();
  return useQuery({ queryKey: ["balance"], queryFn: () => api.get<Balance>("/balance") });
}
