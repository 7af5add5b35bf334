import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import type { UseQueryOptions, UseQueryResult } from "@tanstack/react-query";
import { useApi } from "../api/api_context";
import type { ApiClient } from "../api/client";
import { query } from "../api/client";
import type { Escalation } from "../api/escalation";
import { useChange } from "../api/use_change";
import type { Changing } from "../api/use_change";
import type { NamedUnit } from "../api/unit";

const REFRESH_MS = 30_000;
const LIMIT = 200;

/** Stands for no unit in particular: what the reader was told of, wherever it was. */
export const TOLD_ME: NamedUnit = { id: "", name: "" };

function reading(api: ApiClient, unit: string): UseQueryOptions<Escalation[]> {
  return {
    queryKey: ["escalations", unit],
    queryFn: async () =>
      (await api.get<{ items: Escalation[] }>(`/escalations${query({ unit, limit: LIMIT })}`)).items,
    refetchInterval: REFRESH_MS,
  };
}

export function useEscalations(unit: string): UseQueryResult<Escalation[]> {
  return useQuery(reading(useApi(), unit));
}

/** Nobody has acknowledged it. */
export function is_waiting(escalation: Escalation): boolean {
  return !escalation.acknowledged;
}

/** Whether the reader was ever told of anything. */
export function useToldMe(): boolean {
  const own = useEscalations(TOLD_ME.id);
  return own.data !== undefined && own.data.length > 0;
}

/** How many wait, in these units or told to the reader; undefined until all are known. */
export function useWaiting(units: NamedUnit[]): number | undefined {
  const api = useApi();
  const lists = [...units, TOLD_ME];
  return useQueries({
    queries: lists.map(({ id }) => reading(api, id)),
    combine: (results) => {
      const known = results.flatMap(({ data }) => (data === undefined ? [] : [data]));
      if (known.length < lists.length) return undefined;
      // One may stand in several of the lists.
      const waiting = known.flat().filter(is_waiting);
      return new Set(waiting.map(({ id }) => id)).size;
    },
  });
}

export function useAcknowledging(
  unit: string,
): Changing & { acknowledge: (id: string) => Promise<boolean> } {
  const queries = useQueryClient();
  const changing = useChange();
  const acknowledge = async (id: string): Promise<boolean> => {
    const path = `/escalations/${encodeURIComponent(id)}/acknowledge`;
    const stored = await changing.post<Escalation>(path, {});
    if (stored === undefined) return false;
    queries.setQueryData<Escalation[]>(["escalations", unit], (before) =>
      before?.map((one) => (one.id === id ? { ...one, ...stored } : one)),
    );
    void queries.invalidateQueries({ queryKey: ["escalations"] });
    return true;
  };
  return { ...changing, acknowledge };
}
