import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import type { Contacts } from "../api/contact";

export function useContacts(): UseQueryResult<Contacts> {
  const api = useApi();
  return useQuery({
    queryKey: ["contacts"],
    queryFn: () => api.get<Contacts>("/me/contacts"),
    // A form stands on it: nothing may change under somebody's fingers.
    refetchOnWindowFocus: false,
  });
}
