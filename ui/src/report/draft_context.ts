import { createContext, useContext } from "react";
import type { RetryKey } from "../api/retry_key";
import type { Draft } from "./draft";

export interface DraftAccess {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  answer: (path: string, value: unknown) => void;
  clear: () => void;
  add_files: (files: File[]) => void;
  retry_file: (id: string) => void;
  remove_file: (id: string) => void;
  /** Lives as long as the draft: leaving the page and coming back never sends it twice. */
  retry_key: RetryKey;
}

export const DraftContext = createContext<DraftAccess | null>(null);

export function useDraft(): DraftAccess {
  const access = useContext(DraftContext);
  if (access === null) throw new Error("useDraft needs a DraftProvider above it");
  return access;
}
