import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { InfiniteData, UseInfiniteQueryResult, UseQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Scope, ScopeNotice } from "../api/scope";
import type { ScopeQuestion } from "./question";

const PAGE_SIZE = 50;

/** With `people` each page is read, which is recorded: so it is asked for once, and not kept. */
export function useScope(
  question: ScopeQuestion,
  people = false,
): UseInfiniteQueryResult<InfiniteData<Scope>> {
  const api = useApi();
  const extra = people ? { people: "true" } : {};
  return useInfiniteQuery({
    queryKey: people ? ["scope", question, "people"] : ["scope", question],
    queryFn: ({ pageParam }) =>
      api.get<Scope>(
        `/scope${query({ ...question, ...extra, after: pageParam, limit: PAGE_SIZE })}`,
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    ...(people ? { staleTime: Infinity, gcTime: 0, retry: false } : {}),
  });
}

export function useNotice(question: ScopeQuestion): UseQueryResult<ScopeNotice> {
  const api = useApi();
  return useQuery({
    queryKey: ["scope-notice", question],
    queryFn: () => api.get<ScopeNotice>(`/scope/notice${query({ ...question })}`),
  });
}
