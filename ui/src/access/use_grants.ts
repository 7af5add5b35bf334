import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import type { FoundPerson, Grant, PersonAccess } from "../api/access";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import { SHORTEST_SEARCH, useSettled } from "../unit/use_units";

export function useGrants(unit: string): UseQueryResult<Grant[]> {
  const api = useApi();
  return useQuery({
    queryKey: ["grants", unit],
    queryFn: async () => (await api.get<{ items: Grant[] }>(`/grants${query({ unit })}`)).items,
  });
}

export function usePersonAccess(id: string): UseQueryResult<PersonAccess> {
  const api = useApi();
  return useQuery({
    queryKey: ["person", id],
    queryFn: () => api.get<PersonAccess>(`/people/${encodeURIComponent(id)}/access`),
  });
}

/** People who match what is being typed; asks only when the typing pauses. */
export function useFoundPeople(text: string, unit: string): UseQueryResult<FoundPerson[]> {
  const api = useApi();
  const q = useSettled(text.trim());
  return useQuery({
    queryKey: ["found-people", unit, q],
    queryFn: async () =>
      (await api.get<{ items: FoundPerson[] }>(`/people${query({ q, unit })}`)).items,
    enabled: q.length >= SHORTEST_SEARCH,
    placeholderData: keepPreviousData,
  });
}
