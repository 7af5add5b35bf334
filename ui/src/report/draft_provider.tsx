import { useCallback, useEffect, useMemo, useState } from "react";
import type { ReactElement, ReactNode } from "react";
import { RetryKey } from "../api/retry_key";
import { with_value } from "../form/paths";
import { EMPTY_DRAFT, draft_content, is_begun } from "./draft";
import type { Draft, DraftFile } from "./draft";
import { DraftContext } from "./draft_context";
import { useUploads } from "./use_uploads";

function new_file(file: File): DraftFile {
  return { id: crypto.randomUUID(), file, state: "waiting" };
}

/** Keeps the report that is being written while its writer looks at other pages. */
export function DraftProvider({ children }: { children: ReactNode }): ReactElement {
  const [draft, set_draft] = useState(EMPTY_DRAFT);
  const [retry_key, set_retry_key] = useState(() => new RetryKey());

  const change = useCallback((part: Partial<Draft>) => {
    set_draft((before) => ({ ...before, ...part }));
  }, []);

  const change_file = useCallback((id: string, part: Partial<DraftFile>) => {
    set_draft((before) => ({
      ...before,
      files: before.files.map((file) => (file.id === id ? { ...file, ...part } : file)),
    }));
  }, []);

  useUploads(draft.files, change_file);

  const begun = is_begun(draft);
  useEffect(() => {
    if (!begun) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [begun]);

  const access = useMemo(
    () => ({
      draft,
      change,
      retry_key,
      answer: (path: string, value: unknown) =>
        set_draft((before) => {
          const content = with_value(draft_content(before), path, value);
          return { ...before, contents: { ...before.contents, [before.kind ?? ""]: content } };
        }),
      clear: () => {
        set_draft(EMPTY_DRAFT);
        set_retry_key(new RetryKey());
      },
      add_files: (files: File[]) =>
        set_draft((before) => ({ ...before, files: [...before.files, ...files.map(new_file)] })),
      retry_file: (id: string) => change_file(id, { state: "waiting" }),
      remove_file: (id: string) =>
        set_draft((before) => ({
          ...before,
          files: before.files.filter((file) => file.id !== id),
        })),
    }),
    [draft, change, change_file, retry_key],
  );
  return <DraftContext.Provider value={access}>{children}</DraftContext.Provider>;
}
