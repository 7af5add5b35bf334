// Anybody reports a concern without signing in, without scripts, and follows it with the code.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { start_demo } from "./support/demo.js";
import { look } from "./support/look.js";
import { launch, Visitor } from "./support/visitor.js";

const CONCERN = "Barnet kommer ofte sulten på skolen.\nI går sov han i garderoben.";
const HOSTILE = `<script>alert(1)</script><img src=x onerror="alert(2)">&amp;"'`;

describe("The public form", () => {
  let demo, browser;
  before(async () => {
    demo = await start_demo("public");
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const arrive = (options) => Visitor.arrive(browser, demo.address, options);
  const field = (page, label) => page.getByLabel(label, { exact: false });

  test("takes a report with a file, without any script", async () => {
    const visitor = await arrive({ scripts: false });
    const { page } = visitor;
    await page.goto("/");
    await look(visitor, "public-start");
    await page.getByRole("link", { name: "Jeg er privatperson" }).click();
    await look(visitor, "public-form");

    const file = join(demo.folder, "notat.txt");
    await writeFile(file, "Det jeg så på fredag.\n");
    await field(page, "Fortell hva du har sett eller hørt").fill(CONCERN);
    await page.locator("#place").selectOption({ label: "Bergen – Bydel Bergenhus" });
    await field(page, "Hva heter barnet?").first().fill("Test-Ola");
    await page.getByLabel("Velg filer").setInputFiles(file);
    await page.getByRole("button", { name: "Send meldingen" }).click();

    const receipt = page.locator(".receipt");
    await receipt.getByRole("heading", { name: "Meldingen er lagret" }).waitFor();
    const first = await receipt.innerText();
    assert.match(first, /bydel Bergenhus, Bergen kommune/);
    const code = await page.locator("#code").innerText();
    await look(visitor, "public-receipt");

    await page.reload();
    assert.equal(await receipt.innerText(), first, "a reload changed the receipt");

    await page.getByRole("link", { name: "Følg meldingen" }).click();
    await look(visitor, "public-follow-up");
    await page.getByLabel("Koden på kvitteringen").fill(code.toLowerCase().replaceAll("-", ""));
    await page.getByRole("button", { name: "Vis meldingen" }).click();
    const milestones = page.locator(".milestones li");
    assert.match(await milestones.nth(0).innerText(), /^Meldingen ble lagret/);
    assert.match(await milestones.nth(1).innerText(), /^Sendt til rett kontor/);
    assert.equal(await milestones.count(), 2, "nobody can have done more yet");
    await look(visitor, "public-status");
    await visitor.leave();
  });

  test("keeps what was typed when the concern is missing", async () => {
    const visitor = await arrive({ scripts: false });
    visitor.expect_refusal(422, "/report");
    const { page } = visitor;
    await page.goto("/report");
    const child = field(page, "Hva heter barnet?").first();
    await child.fill(HOSTILE);
    await field(page, "Har dette vart en stund").fill(CONCERN);
    await page.locator("#place").selectOption({ label: "Bergen – Bydel Bergenhus" });
    await page.getByRole("button", { name: "Send meldingen" }).click();

    const summary = page.locator(".error-summary");
    await summary.getByRole("heading", { name: "Meldingen er ikke sendt ennå" }).waitFor();
    await summary.getByRole("link").first().click();
    const concern = field(page, "Fortell hva du har sett eller hørt");
    assert.equal(new URL(page.url()).hash, `#${await concern.getAttribute("id")}`);
    assert.equal(await child.inputValue(), HOSTILE);
    assert.equal(await field(page, "Har dette vart en stund").inputValue(), CONCERN);
    assert.equal(
      await page.locator("#place option:checked").innerText(),
      "Bergen – Bydel Bergenhus",
    );
    await look(visitor, "public-form-errors");

    await concern.fill(CONCERN);
    await page.getByRole("button", { name: "Send meldingen" }).click();
    await page.getByRole("heading", { name: "Meldingen er lagret" }).waitFor();
    await visitor.leave();
  });

  test("shows hostile text as text where scripts could run", async () => {
    const visitor = await arrive();
    visitor.expect_refusal(422, "/report");
    visitor.expect_refusal(404, "/follow-up");
    const { page } = visitor;
    await page.goto("/report");
    await field(page, "Hva heter barnet?").first().fill(HOSTILE);
    await field(page, "Har dette vart en stund").fill(`</textarea>${HOSTILE}`);
    await page.getByRole("button", { name: "Send meldingen" }).click();
    await page.locator(".error-summary").waitFor();
    assert.equal(await field(page, "Hva heter barnet?").first().inputValue(), HOSTILE);
    const history = await field(page, "Har dette vart en stund").inputValue();
    assert.equal(history, `</textarea>${HOSTILE}`);

    await page.goto("/follow-up");
    await page.getByLabel("Koden på kvitteringen").fill(HOSTILE);
    await page.getByRole("button", { name: "Vis meldingen" }).click();
    await page.locator(".error-summary").waitFor();
    assert.equal(await page.getByLabel("Koden på kvitteringen").inputValue(), HOSTILE);
    assert.equal(await page.locator("img").count(), 0);
    await look(visitor, "public-unknown-code");
    await visitor.leave();
  });

  test("speaks English, and has a way out on every page", async () => {
    const visitor = await arrive({ scripts: false });
    const { page } = visitor;
    for (const path of ["/", "/report", "/follow-up"]) {
      await page.goto(path);
      const exit = page.getByRole("link", { name: "Forlat siden" });
      assert.match(await exit.getAttribute("href"), /^https:/);
      await page.getByRole("link", { name: "English" }).click();
      await page.getByRole("link", { name: "Exit this page" }).waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
    }
    await page.goto("/report?language=en");
    await page.getByLabel("Tell us what you have seen or heard").waitFor();
    await look(visitor, "public-form-english");
    await visitor.leave();
  });
});
