import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { Handover } from "../api/duty";

/** Reading notes may be recorded by name, so only people start it: no timer, no new focus. */
export function useHandovers(unit: string): UseQueryResult<Handover[]> {
  const api = useApi();
  return useQuery({
    queryKey: ["handovers", unit],
    queryFn: async () =>
      (await api.get<{ items: Handover[] }>(`/duty/handovers${query({ unit })}`)).items,
    refetchOnWindowFocus: false,
  });
}
