import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Balance } from "../api/scope";
import type { BalanceQuestion } from "./question";

export function useBalance(
  question: BalanceQuestion,
  fresh_ms?: number,
): UseQueryResult<Balance> {
  const api = useApi();
  return useQuery({
    queryKey: ["balance", question],
    queryFn: () => api.get<Balance>(`/balance${query({ ...question })}`),
    ...(fresh_ms === undefined ? {} : { staleTime: fresh_ms }),
  });
}
