import { useCallback, useRef, useState } from "react";
import type { ApiClient } from "./client";
import { useApi } from "./api_context";
import { as_problem, is_definite } from "./problem";
import type { Problem } from "./problem";
import { RetryKey } from "./retry_key";

export interface Changing {
  busy: boolean;
  problem: Problem | null;
  /** Posts, and gives the answer when it is stored. */
  post: <T>(path: string, body: unknown) => Promise<T | undefined>;
  put: <T>(path: string, body: unknown) => Promise<T | undefined>;
  /** True when it is gone; removing what is gone is no fault. */
  remove: (path: string) => Promise<boolean>;
  forget_problem: () => void;
}

/** Changes something, one at a time. After a lost answer the same change keeps its key. */
export function useChange(): Changing {
  const api = useApi();
  const retry_key = useRef(new RetryKey());
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);

  const run = useCallback(
    async <T>(change: (api: ApiClient, keys: RetryKey) => Promise<T>): Promise<T | undefined> => {
      set_busy(true);
      set_problem(null);
      try {
        const stored = await change(api, retry_key.current);
        retry_key.current = new RetryKey();
        return stored;
      } catch (error) {
        const failure = as_problem(error);
        set_problem(failure);
        // A definite no ends the attempt. Anything else may have been stored: same key again.
        if (is_definite(failure)) retry_key.current = new RetryKey();
        return undefined;
      } finally {
        set_busy(false);
      }
    },
    [api],
  );

  const post = useCallback(
    <T>(path: string, body: unknown) =>
      run((to, keys) => to.post<T>(path, { body, key: keys.key_for([path, body]) })),
    [run],
  );
  const put = useCallback(
    <T>(path: string, body: unknown) =>
      run((to, keys) => to.put<T>(path, { body, key: keys.key_for([path, body]) })),
    [run],
  );
  const remove = useCallback(
    async (path: string) =>
      (await run(async (to) => {
        await to.remove(path);
        return true;
      })) === true,
    [run],
  );
  const forget_problem = useCallback(() => set_problem(null), []);
  return { busy, problem, post, put, remove, forget_problem };
}
