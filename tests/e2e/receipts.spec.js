// A receipt in anybody's hands: on the page now, and as evidence in 2046.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Caller } from "./support/caller.js";
import { start_demo } from "./support/demo.js";
import { look } from "./support/look.js";
import { cast_of } from "./support/person.js";
import { story } from "./support/story.js";
import { launch, Visitor } from "./support/visitor.js";

const VARDE =
  process.env.VARDE_BINARY ?? fileURLToPath(new URL("../../build/release/varde", import.meta.url));
const run = promisify(execFile);
/** In twenty years, as far as the program can tell. */
const in_2046 = (...command) => run("faketime", ["2046-11-22 12:00:00", ...command]);
const fails = (promise) =>
  promise.then(
    ({ stdout }) => assert.fail(`it should not hold: ${stdout}`),
    (error) => `${error.stdout}${error.stderr}`,
  );

describe("A receipt", () => {
  let demo, browser, accepted, answer, folder, visitor;
  const part = story(() => visitor?.page);
  before(async () => {
    demo = await start_demo("receipts");
    browser = await launch();
    const cast = cast_of(demo);
    const sender = await new Caller(demo).sign_in(cast.sender);
    const caseworker = await new Caller(demo).sign_in(cast.caseworker);
    const report = {
      kind: "concern.child",
      unit: cast.caseworker.unit,
      content: { concern: "Sulten hver dag.", children: [{ name: "Test-Liv" }] },
      channel: "api",
    };
    const sent = await sender.post("/reports", report, { "Idempotency-Key": "evidence" });
    assert.equal(sent.response.status, 201);
    accepted = sent.body;
    answer = sent.text;
    await caseworker.post(`/deliveries/${accepted.delivery.id}/open`, {});
    folder = join(demo.folder, "evidence");
    const password = join(demo.folder, "password");
    await writeFile(password, `${cast.sender.password}\n`);
    const where = ["--url", demo.address, "--login", cast.sender.login];
    await run(VARDE, [
      ...["evidence", ...where, "--password-file", password],
      ...["--to", folder, accepted.id],
    ]);
    visitor = await Visitor.arrive(browser, demo.address, { scripts: false });
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  part("holds in 2046, with a shell and OpenSSL and with the program", async () => {
    const by_shell = await in_2046("sh", join(folder, "verify.sh"), accepted.receipt.vkey);
    assert.match(by_shell.stdout, /report\.accepted/);
    assert.match(by_shell.stdout, /delivery\.opened/);
    assert.match(by_shell.stdout, /All 2 hold\./);
    const key = ["--key", accepted.receipt.vkey];
    const by_program = await in_2046(VARDE, "verify", folder, ...key);
    assert.match(by_program.stdout, /Holds: entry/);
  });

  part("shows a changed byte to both", async () => {
    const entry = join(folder, "0002-delivery.opened.entry");
    const good = await readFile(entry);
    const bad = Buffer.from(good);
    bad[40] ^= 1;
    await writeFile(entry, bad);
    assert.match(await fails(run("sh", [join(folder, "verify.sh")])), /Does not hold/);
    assert.match(await fails(run(VARDE, ["verify", folder])), /changed/);
    await writeFile(entry, good);
    await run("sh", [join(folder, "verify.sh")]);
  });

  part("is looked at on a page without scripts and without signing in", async () => {
    const { page } = visitor;
    await page.goto("/");
    await page.getByRole("link", { name: "Kontroller en kvittering" }).click();
    await look(visitor, "public-receipts");
    await page.getByLabel("Lim inn kvitteringen").fill(answer);
    await page.getByRole("button", { name: "Kontroller" }).click();
    await page.getByRole("heading", { name: "Kvitteringen holder" }).waitFor();
    await look(visitor, "public-receipts-holds");
    assert.ok(!(await page.content()).includes("Test-Liv"));

    await page.getByRole("link", { name: "Kontroller en til" }).click();
    await page.getByLabel("Eller velg filen").setInputFiles({
      name: "accepted.tlog-proof",
      mimeType: "text/plain",
      buffer: Buffer.from(accepted.receipt.proof),
    });
    await page.getByRole("button", { name: "Kontroller" }).click();
    await page.getByRole("heading", { name: "Kvitteringen holder" }).waitFor();
    assert.ok(!(await page.content()).includes("Trinnet"), "a proof alone names no step");

    visitor.expect_refusal(422, "/receipts");
    await page.goto("/receipts?language=en");
    await page.getByLabel("Paste the receipt").fill("Not a receipt");
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByRole("heading", { name: "There is a problem" }).waitFor();
    await look(visitor, "public-receipts-none");
  });
});
