import { useQuery } from "@tanstack/react-query";
import type { UseQueryResult } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "./api_context";
import { query } from "./client";
import type { Kind, KindSummary } from "./kind";

const FRESH_MS = 10 * 60_000;

export function useKinds(): UseQueryResult<KindSummary[]> {
  const api = useApi();
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useQuery({
    queryKey: ["kinds", language],
    queryFn: async () => (await api.get<{ items: KindSummary[] }>("/kinds")).items,
    staleTime: FRESH_MS,
  });
}

/** The title of a kind; its name until titles are known. */
export function useKindTitle(): (name: string) => string {
  const { data } = useKinds();
  return useCallback((name) => data?.find((kind) => kind.name === name)?.title ?? name, [data]);
}

/** A kind with its form. Without a name there is nothing to read yet. */
export function useKind(name: string | undefined): UseQueryResult<Kind> {
  const api = useApi();
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useQuery({
    queryKey: ["kind", name, language],
    queryFn: () => api.get<Kind>(`/kinds/${encodeURIComponent(name ?? "")}${query({ language })}`),
    enabled: name !== undefined,
    staleTime: FRESH_MS,
  });
}
