// Looks at the page a visitor is on, as wide as a desk's screen and as narrow as a phone's: can
// everybody use it, does it fit, and how does it look.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { OUTPUT, PICTURES } from "./demo.js";

const { source: AXE } = createRequire(import.meta.url)("axe-core");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 780 };
const PICTURE_BYTES_MAX = 150_000;

/** Pictures for the documentation: which page, how wide. */
const KEPT = {
  "public-form": PHONE,
  "public-receipt": PHONE,
  inbox: DESK,
  obligations: DESK,
  "escalation-acknowledged": DESK,
  duty: DESK,
  coverage: DESK,
  "can-i-open": DESK,
  "public-problem": PHONE,
  "delivery-opened": DESK,
};

/** Fails on anything that a guideline forbids, on sideways scrolling, and on faults so far. */
export async function look(visitor, name) {
  for (const size of [PHONE, DESK]) {
    await visitor.page.setViewportSize(size);
    const where = `${name}, ${size.width} pixels wide`;
    const width = await visitor.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= size.width, `${where}: scrolls sideways to ${width} pixels`);
    assert.deepEqual(await violations(visitor), [], where);
    await mkdir(OUTPUT, { recursive: true });
    const path = join(OUTPUT, `${name}-${size.width}.png`);
    await visitor.page.screenshot({ path, fullPage: true, animations: "disabled" });
    if (process.env.UPDATE_SCREENSHOTS && KEPT[name] === size) await keep(visitor, name, size);
  }
  visitor.assert_no_faults();
}

async function keep(visitor, name, size) {
  await visitor.page.evaluate(() => window.scrollTo(0, 0));
  // A phone's picture is small enough to be sharp; of a desk's screen the upper part must do.
  const phone = size === PHONE;
  const picture = await visitor.page.screenshot({
    animations: "disabled",
    scale: phone ? "device" : "css",
    clip: { x: 0, y: 0, width: size.width, height: phone ? size.height : 760 },
  });
  assert.ok(picture.length < PICTURE_BYTES_MAX, `${name}.png has ${picture.length} bytes`);
  await mkdir(PICTURES, { recursive: true });
  await writeFile(join(PICTURES, `${name}.png`), picture);
}

async function violations(visitor) {
  if (visitor.scripts) return run_axe(visitor.page);
  // Axe needs timers, which a page without scripts has not: it looks at a twin of the page.
  const context = await visitor.context.browser().newContext();
  const twin = await context.newPage();
  await twin.setViewportSize(visitor.page.viewportSize());
  const html = await visitor.page.content();
  await twin.route(visitor.page.url(), (route) =>
    route.fulfill({ contentType: "text/html; charset=utf-8", body: html }),
  );
  await twin.goto(visitor.page.url());
  const found = await run_axe(twin);
  await context.close();
  return found;
}

async function run_axe(page) {
  // One evaluation, so that it works under a policy that forbids scripts of others.
  const options = JSON.stringify({ runOnly: { type: "tag", values: TAGS } });
  const result = await page.evaluate(`${AXE}; axe.run(document, ${options})`);
  return result.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ target, failureSummary }) => `${target}: ${failureSummary}`),
  }));
}
