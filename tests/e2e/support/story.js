// Parts of one story: each stands on the one before, so after a failure the rest is not told.
import { test } from "node:test";
import { join } from "node:path";
import { OUTPUT } from "./demo.js";

/** Gives a `test` for such parts; `page()` is where a failure is pictured. */
export function story(page) {
  let broken = false;
  return (name, tell) =>
    test(name, async (t) => {
      if (broken) return t.skip("an earlier part failed");
      try {
        await tell(t);
      } catch (error) {
        broken = true;
        await picture(t, page());
        throw error;
      }
    });
}

async function picture(t, page) {
  if (!page) return;
  const path = join(OUTPUT, "failed.png");
  await page.screenshot({ path, fullPage: true });
  t.diagnostic(`it stopped at ${page.url()}, pictured in ${path}`);
}
