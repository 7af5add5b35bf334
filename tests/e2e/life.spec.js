// A report's whole life at the screen: a school sends it, the unit opens and handles it, another
// unit is kept out, and the school sees what became of it.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { start_demo } from "./support/demo.js";
import { look } from "./support/look.js";
import { cast_of, sign_in, sign_out } from "./support/person.js";
import { story } from "./support/story.js";
import { launch, Visitor } from "./support/visitor.js";

// Nothing of it may be lost, joined or run.
const CONCERN = `Test-Kari sovner i timene. I går sa hun: «Jeg tør ikke gå hjem».

  Faren svarer ikke på telefon.
<script>alert(1)</script> <b>&amp;</b>`;
const REASON = "Omsorgssituasjonen må undersøkes.\nSkolen er bekymret over tid.";
const ANSWER = "Takk for meldingen. Vi har begynt en undersøkelse.";
const CLOCK_TIME = /\d\d[:.]\d\d/;

describe("A report's life", () => {
  let demo, browser, visitor, page, cast;
  const part = story(() => page);
  before(async () => {
    demo = await start_demo("life");
    cast = cast_of(demo);
    browser = await launch();
    visitor = await Visitor.arrive(browser, demo.address);
    page = visitor.page;
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const sent = {};
  const next = () => page.getByRole("button", { name: "Neste" }).click();
  const heading = (name) => page.getByRole("heading", { level: 1, name }).waitFor();
  const step = (name) => page.locator(".timeline li").filter({ hasText: name });
  const delivery_path = () => `/app/deliveries/${sent.delivery}`;

  part("begins with a person at a school who reports it", async () => {
    visitor.expect_refusal(401, "/api/v1/session");
    await page.goto("/app/");
    await page.getByLabel("Brukernavn").waitFor();
    await look(visitor, "sign-in");
    await sign_in(visitor, cast.sender);
    await heading("Mine meldinger");
    await look(visitor, "sent");

    await page.getByRole("link", { name: "Meld fra" }).click();
    await page.getByLabel("Bekymring for et barn, fra fagperson").check();
    await look(visitor, "report-kind");
    await next();
    await page.getByLabel("Kommune, bydel eller tjeneste").fill("Bergenhus");
    await page.getByLabel(cast.caseworker.unit_name).check();
    await page.getByText(/åpne meldingen nå|er stengt/).waitFor();
    await look(visitor, "report-place");
    await next();
    await page.getByLabel("Din referanse").fill("skole-17");
    await look(visitor, "report-about");
    await next();

    await heading("Hva er du bekymret for?");
    await next();
    await page.getByText("Du må rette noe").waitFor();
    await look(visitor, "report-answers-missing");
    await page.getByLabel("Nei", { exact: true }).check();
    await page.getByLabel("Beskriv bekymringen").fill(CONCERN);
    await next();
    await page.getByLabel("Barnets navn").fill("Test-Kari Eksempel");
    await look(visitor, "report-children");
    await next();
    await heading("Hvem har omsorgen for barnet?");
    await next();
    await heading("Hva bør barnevernet vite om familien?");
    await look(visitor, "report-choices");
    await next();
    await heading("Hvem melder?");
    await next();

    const file = join(demo.folder, "fravær uke 46.txt");
    await writeFile(file, "Mandag, tirsdag, fredag.\n");
    await page.getByLabel("Velg filer").setInputFiles(file);
    await page.getByText("Lagret", { exact: true }).waitFor();
    await look(visitor, "report-files");
    await next();

    await heading("Se over svarene dine");
    await page.getByText("fravær uke 46.txt").waitFor();
    await look(visitor, "report-check");
    await page.getByRole("button", { name: "Send meldingen" }).click();
    await heading("Meldingen er mottatt");
    const receipt = page.locator(".receipt");
    assert.match(await receipt.locator(".receipt-code").innerText(), /^[0-9A-Z-]{24,}$/);
    assert.match(await receipt.innerText(), /bydel Bergenhus, Bergen kommune/);
    sent.number = await receipt.getByText("Løpenummer").locator("+ dd").innerText();
    await look(visitor, "receipt");

    await page.getByRole("link", { name: "Følg meldingen" }).click();
    await step("Mottatt av Varde").waitFor();
    sent.report = new URL(page.url()).pathname.split("/").at(-1);
    assert.equal(await step("Åpnet").count(), 0);
    await sign_out(visitor);
  });

  part("is seen, opened and handled by a named person in its unit", async () => {
    await sign_in(visitor, cast.caseworker);
    await heading("Innboks");
    await page.getByRole("table").waitFor();
    await look(visitor, "inbox");
    const row = page.getByRole("row").filter({ hasText: `fra ${cast.sender.unit_name}` });
    await row.getByRole("link", { name: `#${sent.number}` }).click();
    await page.getByText("Innholdet er lukket", { exact: true }).waitFor();
    assert.equal(await page.getByText("Jeg tør ikke gå hjem").count(), 0);
    sent.delivery = new URL(page.url()).pathname.split("/").at(-1);
    await look(visitor, "delivery-unopened");

    await act("Åpne meldingen");
    await page.getByText("Jeg tør ikke gå hjem").waitFor();
    const answers = await page.locator("dl.summary dd").allInnerTexts();
    assert.ok(answers.includes(CONCERN), `not verbatim: ${JSON.stringify(answers)}`);
    await assert_step("Åpnet");
    await look(visitor, "delivery-opened");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "fravær uke 46.txt" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "fravær uke 46.txt");
    const chunks = await (await download.createReadStream()).toArray();
    assert.equal(Buffer.concat(chunks).toString(), "Mandag, tirsdag, fredag.\n");

    await act("Legg på sak", async () => {
      await page.getByLabel("Saksnummer").fill("2026/117");
      await page.getByLabel("Sakstittel").fill("Test-Kari Eksempel");
    });
    await assert_step("Lagt på sak");
    await act("Vurder meldingen", async () => {
      const at_once = page.getByRole("group", { name: "Trenger barnet hjelp straks?" });
      await at_once.getByLabel("Nei").check();
      await page.getByLabel("Undersøkes").check();
      await page.getByLabel("Begrunnelse").fill(REASON);
      await look(visitor, "delivery-assess");
    });
    await assert_step("Vurdert");
    await act("Svar avsender", () => page.getByLabel("Svar", { exact: true }).fill(ANSWER));
    await assert_step("Besvart");
    await act("Avslutt", () => page.getByLabel("Ferdig behandlet").check());
    await assert_step("Avsluttet");

    await page.getByText("2026/117").waitFor();
    await page.getByText(ANSWER).waitFor();
    await look(visitor, "delivery-closed");
    await page.goto("/app/inbox?state=closed");
    await page.locator(`a[href="${delivery_path()}"]`).waitFor();
    await look(visitor, "inbox-closed");
    await sign_out(visitor);
  });

  part("is refused to a caseworker of another unit, with the reason", async () => {
    visitor.expect_refusal(403, `/api/v1/deliveries/${sent.delivery}`);
    await sign_in(visitor, cast.outsider, delivery_path());
    await heading("Du har ikke tilgang til denne meldingen");
    await page.getByText(cast.caseworker.unit_name).waitFor();
    const shown = await page.locator("main").innerText();
    assert.doesNotMatch(shown, /Test-Kari|tør ikke|2026\/117/);
    await look(visitor, "delivery-refused");
    await sign_out(visitor);
  });

  part("ends where it began: the school sees every step and the answer", async () => {
    await sign_in(visitor, cast.sender);
    await page.locator(`a[href="/app/reports/${sent.report}"]`).click();
    await page.getByText(ANSWER).waitFor();
    for (const name of ["Åpnet", "Lagt på sak", "Vurdert", "Besvart", "Avsluttet"]) {
      const text = await step(name).innerText();
      assert.match(text, /Saksbehandler/);
      assert.match(text, CLOCK_TIME);
    }
    const shown = await page.locator("main").innerText();
    assert.ok(!shown.includes(cast.caseworker.name), "a sender is told roles, not names");
    assert.ok(!shown.includes("2026/117"), "the unit's case is none of the sender's");
    assert.ok(!shown.includes("Omsorgssituasjonen"), "nor is its assessment");
    await look(visitor, "status");
    await visitor.leave();
  });

  /** Does one thing to the delivery; `fill` answers what the form for it asks. */
  async function act(name, fill) {
    const button = page.locator(".act-panel").getByRole("button", { name, exact: true });
    await button.click();
    if (fill) {
      await page.getByRole("heading", { level: 3, name }).waitFor();
      await fill();
      await button.click();
    }
    await page.getByText(`Lagret: ${name}.`).waitFor();
  }

  async function assert_step(name) {
    const text = await step(name).innerText();
    assert.ok(text.includes(cast.caseworker.name), `"${text}" does not say who`);
    assert.match(text, CLOCK_TIME);
  }
});
