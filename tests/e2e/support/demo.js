// The seeded product: `varde demo` on a free port, in a folder that goes when the story ends.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
export const OUTPUT = join(ROOT, "build/e2e/");
export const PICTURES = join(ROOT, "docs/screenshots/");

/** Starts the demo for one story; its log is kept as build/e2e/<story>.log. */
export async function start_demo(story) {
  const binary = process.env.VARDE_BINARY ?? join(ROOT, "build/release/varde");
  const folder = await mkdtemp(join(tmpdir(), "varde-e2e-"));
  await mkdir(OUTPUT, { recursive: true });
  const log = join(OUTPUT, `${story}.log`);

  const server = spawn(binary, ["demo", "--json", "--dir", join(folder, "data"), "--port", "0"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  server.stderr.pipe(createWriteStream(log));
  const ended = once(server, "exit");
  const first_line = once(createInterface(server.stdout), "line");
  const [line] = await Promise.race([
    first_line,
    ended.then(([code]) => {
      throw new Error(`${binary} ended with code ${code} before it served; its log: ${log}`);
    }),
  ]);
  const told = JSON.parse(line);

  return {
    address: told.url,
    folder,
    accounts: told.accounts,
    /** Ends the server, which must go by itself and without complaint. */
    async stop() {
      server.kill("SIGTERM");
      const [code] = await ended;
      await rm(folder, { recursive: true, force: true });
      assert.equal(code, 0, `varde demo ended with code ${code}; its log: ${log}`);
    },
  };
}
