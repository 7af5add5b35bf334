import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Scope, ScopeNotice } from "../api/scope";
import type { ScopeQuestion } from "./question";

const PAGE_SIZE = 50;

export function useScope(question: ScopeQuestion): UseInfiniteQueryResult<InfiniteData<Scope>> {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: ["scope", question],
    queryFn: ({ pageParam }) =>
      api.get<Scope>(`/scope${query({ ...question, after: pageParam, limit: PAGE_SIZE })}`),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
  });
}

export function useNotice(question: ScopeQuestion): UseQueryResult<ScopeNotice> {
  const api = useApi();
  return useQuery({
    queryKey: ["scope-notice", question],
    queryFn: () => api.get<ScopeNotice>(`/scope/notice${query({ ...question })}`),
  });
}
