import { useCallback, useEffect } from "react";
import { useApi } from "../api/api_context";
import type { Upload } from "../api/report";
import type { DraftFile } from "./draft";

async function sha256_hex(file: File): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Uploads waiting files, one at a time. A file counts as stored only when the server names the
 * digest that we compute ourselves; a failed one waits for somebody to try again.
 */
export function useUploads(
  files: DraftFile[],
  change_file: (id: string, part: Partial<DraftFile>) => void,
): void {
  const api = useApi();

  const upload = useCallback(
    async ({ id, file }: DraftFile) => {
      change_file(id, { state: "uploading" });
      try {
        const digest = await sha256_hex(file);
        // The id is this file's idempotency key, so trying again stores it once.
        const stored = await api.upload<Upload>(file, id);
        const same = stored.sha256.toLowerCase() === digest && stored.bytes === file.size;
        change_file(id, same ? { state: "stored", upload: stored.id } : { state: "failed" });
      } catch {
        change_file(id, { state: "failed" });
      }
    },
    [api, change_file],
  );

  useEffect(() => {
    if (files.some(({ state }) => state === "uploading")) return;
    const next = files.find(({ state }) => state === "waiting");
    if (next !== undefined) void upload(next);
  }, [files, upload]);
}
