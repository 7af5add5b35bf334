// A case system has lost reports: which, whose, since when? The leader asks, tells the authority
// and has the senders send again; the balance holds, and a sender's own list shows what is missing.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { Caller } from "./support/caller.js";
import { start_demo } from "./support/demo.js";
import { look } from "./support/look.js";
import { cast_of, sign_in, sign_out } from "./support/person.js";
import { story } from "./support/story.js";
import { launch, Visitor } from "./support/visitor.js";

const REASON = "Fagsystemet mistet dem <i>i natt</i>.";
const OURS = ["sak 17", "=sak 18"];
const UNKNOWN = "sak 19";
const KIND = "Bekymring for et barn, fra fagperson";

describe("Proof", () => {
  let demo, browser, visitor, page, cast, sent, count;
  const part = story(() => page);
  before(async () => {
    demo = await start_demo("proof");
    cast = cast_of(demo);
    browser = await launch();
    visitor = await Visitor.arrive(browser, demo.address);
    page = visitor.page;
    const sender = await new Caller(demo).sign_in(cast.sender);
    sent = [];
    for (const sender_reference of OURS) {
      const report = {
        kind: "concern.child",
        unit: cast.leader.unit,
        sender_reference,
        content: { concern: "Sulten hver dag.", children: [{ name: "Test-Aksel" }] },
      };
      const answer = await sender.post("/reports", report, { "Idempotency-Key": sender_reference });
      assert.equal(answer.response.status, 201);
      sent.push(answer.body);
    }
    // The demo may have sent some of its own.
    const leader = await new Caller(demo).sign_in(cast.leader);
    const scope = `unit=${cast.leader.unit}&state=unopened&sender=${await id_of_sender(leader)}`;
    count = (await leader.get(`/scope?${scope}`)).body.total;
    assert.ok(count >= OURS.length);
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  async function id_of_sender(leader) {
    const { body } = await leader.get(`/scope?unit=${cast.leader.unit}&limit=200&state=unopened`);
    return body.items.find((item) => item.report_id === sent[0].id).sender.id;
  }

  const heading = (name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
  const button = (name) => page.getByRole("button", { name, exact: true });
  const next = () => button("Neste").click();
  const area = (name) =>
    page.getByRole("navigation", { name: "Kontroll" }).getByRole("link", { name });
  const total = () => page.getByRole("heading", { level: 2, name: /^Meldinger: \d+$/ });
  const is_there = (text) => page.locator("main").getByText(text).first().waitFor();

  part("begins with a question, which is asked when it is whole", async () => {
    await sign_in(visitor, cast.leader);
    await page.getByRole("navigation").getByRole("link", { name: "Kontroll" }).click();
    await heading("Omfang");
    await total().waitFor();
    await page.getByLabel("Kommunenummer").fill("46");
    await page.getByLabel("Eldre enn").fill("noen");
    await button("Vis omfanget").click();
    await is_there("Du må rette noe");
    await look(visitor, "scope-wrong");
    assert.equal(new URL(page.url()).search, "", "nothing was asked");
  });

  part("is answered with how many, whose, since when, and can be passed on", async () => {
    await page.getByLabel("Kommunenummer").fill("4601");
    await page.getByLabel("Eldre enn").fill("");
    await page.getByLabel("Enhet", { exact: true }).selectOption({ label: cast.leader.unit_name });
    await page.getByLabel("Avsender", { exact: true }).selectOption({
      label: cast.sender.unit_name,
    });
    await page.getByLabel("Åpnet", { exact: true }).selectOption({ label: "Nei" });
    await page.getByLabel("Sendt til enhet").selectOption({ label: "Ja" });
    await page.getByLabel("Tilstand nå").selectOption({ label: "Uåpnet" });
    await button("Vis omfanget").click();
    await page.waitForURL(/absent=opened/);
    await is_there(sent[0].id);
    const asked = new URL(page.url());
    assert.equal(asked.searchParams.get("unit"), cast.leader.unit);
    assert.equal(asked.searchParams.get("state"), "unopened");
    assert.equal(await total().innerText(), `Meldinger: ${count}`);
    await is_there(/^Den første kom .* den siste /);
    assert.equal(await page.getByText("Sulten hver dag.").count(), 0, "never any content");
    await page.reload();
    await is_there(sent[1].id);
    assert.equal(await total().innerText(), `Meldinger: ${count}`);
    assert.equal(await page.getByLabel("Åpnet", { exact: true }).inputValue(), "absent");
    await look(visitor, "scope");
  });

  part("gives the facts of the notice, as text", async () => {
    await page.getByRole("link", { name: "Fakta til avviksmeldingen" }).click();
    await heading("Fakta til avviksmeldingen");
    const facts = page.locator("pre");
    await facts.waitFor();
    const text = await facts.innerText();
    assert.ok(text.includes(`Antall leveringer: ${count}\n`), text);
    assert.match(text, /- Har ikke skjedd: åpnet\n/);
    assert.ok(text.includes(`- Enhet: ${cast.leader.unit_name}\n`), text);
    assert.ok(text.includes(`- Avsender: ${cast.sender.unit_name}\n`), text);
    assert.match(text, /3\. Hva som er gjort i Varde\nIngenting er registrert\./);
    await look(visitor, "scope-notice");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      button("Last ned").click(),
    ]);
    const saved = await (await download.createReadStream()).toArray();
    assert.equal(Buffer.concat(saved).toString().trim(), text.trim());
    await page.getByRole("link", { name: "Til omfanget" }).click();
    await heading("Omfang");
  });

  part("has the senders asked, once somebody says why and means it", async () => {
    await button("Be avsenderne sende på nytt").click();
    await button("Be dem sende på nytt").click();
    await is_there("Kryss av for at du har sett på listen");
    await is_there("Fyll ut «Begrunnelse»");
    await look(visitor, "resend-missing");
    await page.getByLabel("Begrunnelse").fill(REASON);
    await page.getByLabel(`Ja, be om det som står i listen nedenfor (${count})`).check();
    await button("Be dem sende på nytt").click();
    await is_there(`Spurt nå: ${count}`);
    await page.getByText(/^Bedt sendt på nytt/).first().waitFor();
    await look(visitor, "resend-asked");
    await page.getByRole("link", { name: "Fakta til avviksmeldingen" }).click();
    const done = `Avsendere bedt om å sende på nytt: ${count} `;
    await page.locator("pre").filter({ hasText: done }).waitFor();
  });

  part("balances, now and then, for each of whom one may see", async () => {
    await area("Balanse").click();
    await heading("Balanse");
    await is_there("Regnskapet går opp");
    const row = page.getByRole("row").filter({ hasText: cast.leader.unit_name });
    await row.getByText("Ja", { exact: true }).waitFor();
    await look(visitor, "balance");
    await page.getByLabel("Slik det var (tomt er nå)").fill("2020-01-01T00:00");
    await button("Vis balansen").click();
    await page.waitForURL(/as_at=2019-12-31T23:00:00Z|as_at=2019-12-31T23%3A00%3A00Z/);
    await is_there("Ingenting har kommet");
    await is_there(/etter 0 hendelser/);
    await look(visitor, "balance-then");
  });

  part("says that a unit without a case system has none", async () => {
    await area("Fagsystem").click();
    await heading("Fagsystem");
    await page.getByRole("heading", { name: "Ikke noe fagsystem" }).waitFor();
    await look(visitor, "readback");
  });

  part("names whom it concerns when somebody who may read it asks", async () => {
    const [, second] = sent;
    const caseworker = await new Caller(demo).sign_in(cast.caseworker);
    await caseworker.post(`/deliveries/${second.delivery.id}/open`, {});
    await page.goto(`/app/scope?unit=${cast.leader.unit}&present=opened&absent=filed`);
    await is_there(second.id);
    const row = page.getByRole("row").filter({ hasText: second.id });
    assert.equal(await row.getByText("Test-Aksel").count(), 0);
    await button("Vis hvem de gjelder").click();
    await row.getByText("Gjelder: Test-Aksel").waitFor();
    await look(visitor, "scope-people");
    await page.reload();
    await is_there(second.id);
    assert.equal(await page.getByText("Test-Aksel").count(), 0, "no address names anybody");
  });

  part("lets a unit's own list be held against it", async () => {
    await area("Avstemming").click();
    await heading("Avstemming");
    const [first] = sent;
    await page
      .getByLabel("… eller lim inn listen")
      .fill(`delivery_id;state\n${first.delivery.id};closed\n${first.id};opened\n`);
    await button("Sammenlign").click();
    await page.getByRole("heading", { name: "Mangler her: 1" }).waitFor();
    await page.getByRole("heading", { name: "Ulike: 1" }).waitFor();
    await look(visitor, "reconciliation");
    await sign_out(visitor);
  });

  part("reaches the sender, who sends again from there", async () => {
    await sign_in(visitor, cast.sender);
    await heading("Mine meldinger");
    await page.getByRole("heading", { name: "Dere er bedt om å sende på nytt" }).waitFor();
    await look(visitor, "resends");
    await button(`Send på nytt: Deres referanse: ${OURS[0]}`).click();
    await page.getByLabel(KIND).check();
    await next();
    await page.getByLabel(cast.leader.unit_name).waitFor();
    await next();
    const repeats = page.getByLabel("Gjentar meldingen");
    assert.equal(await repeats.inputValue(), sent[0].id);
    assert.equal(await page.getByLabel("Din referanse").inputValue(), OURS[0]);
    await look(visitor, "report-repeats");
    await next();
    await page.getByLabel("Nei", { exact: true }).check();
    await page.getByLabel("Beskriv bekymringen").fill("Sulten hver dag.");
    await next();
    await page.getByLabel("Barnets navn").fill("Test-Aksel");
    const send = button("Send meldingen");
    const onward = page.getByRole("button", { name: "Neste" });
    for (;;) {
      await send.or(onward).waitFor();
      if (await send.isVisible()) break;
      const where = page.url();
      await onward.click();
      await page.waitForURL((url) => url.href !== where);
    }
    await page.getByText(sent[0].id).waitFor();
    await send.click();
    await heading("Meldingen er mottatt");
    await page.getByRole("link", { name: "Mine meldinger" }).click();
    await heading("Mine meldinger");
    await page.getByText(/· Sendt på nytt$/).waitFor();
    assert.equal(await button(`Send på nytt: Deres referanse: ${OURS[0]}`).count(), 0);
    await page.getByRole("link", { name: `Deres referanse: ${OURS[0]}` }).click();
    await is_there("Sendt på nytt som:");
    await look(visitor, "sent-repeated");
    await page.locator(".ds-alert").getByRole("link").click();
    await is_there(/^Gjentar en tidligere melding:/);
    await page.locator(".ds-alert").getByRole("link", { name: sent[0].id }).waitFor();
    await page.getByRole("link", { name: "Til Mine meldinger" }).click();
    await heading("Mine meldinger");
  });

  part("shows a sender what either side lacks, and saves it without formulas", async () => {
    await page.getByRole("link", { name: "Hold egen liste opp mot Varde" }).click();
    await heading("Avstemming");
    const list = page.getByLabel("… eller lim inn listen");
    await list.fill("sak 17;ab\nsak 18;cd\n");
    await button("Sammenlign").click();
    await is_there("Du må rette noe");
    await look(visitor, "reconciliation-wrong");
    const csv = `\uFEFFReferanse;SHA256\n"${OURS[0]}";\n${OURS[1]};\n${UNKNOWN};\n`;
    await page
      .getByLabel("Velg en CSV-fil")
      .setInputFiles({ name: "sendt.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.waitForFunction(() => document.querySelector("#list").value.includes("sak 19"));
    await page.getByLabel("Listen har alt fra og med").fill("2020-01-01T00:00");
    await page.getByLabel("… og før").fill("2099-01-01T00:00");
    await button("Sammenlign").click();
    await page.getByRole("heading", { name: "Mangler her: 1" }).waitFor();
    await page.getByRole("heading", { name: "Like: 2" }).waitFor();
    await page.getByRole("cell", { name: UNKNOWN }).waitFor();
    await page.getByRole("heading", { name: /^Mangler hos deg: [1-9]/ }).waitFor();
    await look(visitor, "reconciliation-sender");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /^Last ned \(CSV\).*Like$/ }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "varde-agreed.csv");
    const saved = Buffer.concat(await (await download.createReadStream()).toArray()).toString();
    assert.ok(saved.includes(`"'${OURS[1]}"`), saved);
    // What was saved is taken again as it is, and means the same.
    await page
      .getByLabel("Velg en CSV-fil")
      .setInputFiles({ name: "igjen.csv", mimeType: "text/csv", buffer: Buffer.from(saved) });
    await page.waitForFunction(() => !document.querySelector("#list").value.includes("sak 19"));
    await button("Sammenlign").click();
    await page.getByRole("heading", { name: "Mangler her: 0" }).waitFor();
    await page.getByRole("heading", { name: "Like: 2" }).waitFor();
    await page.reload();
    await page.getByRole("table", { name: "Tidligere avstemminger" }).waitFor();
    assert.equal(await page.getByText(UNKNOWN).count(), 0, "lists are not kept");
  });

  part("shows the unit that two of its reports are one", async () => {
    await sign_out(visitor);
    await sign_in(visitor, cast.leader, `/app/deliveries/${sent[0].delivery.id}`);
    await is_there("Sendt på nytt som:");
    await is_there("Avslutt den dere ikke trenger: «Samme som en annen melding».");
    await look(visitor, "delivery-repeated");
    await page.goto("/app/reconciliation");
    await heading("Avstemming");
  });

  part("is told in English too", async () => {
    await page.getByRole("banner").locator("summary").click();
    await button("English").click();
    await heading("Reconciliation");
    await look(visitor, "reconciliation-english");
    await page.getByRole("navigation", { name: "Checks" }).getByText("Scope").click();
    await heading("Scope");
    await page.getByRole("heading", { level: 2, name: /^Reports: / }).waitFor();
    await look(visitor, "scope-english");
    await visitor.leave();
  });
});
