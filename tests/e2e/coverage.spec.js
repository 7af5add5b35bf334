// Somebody can open it, and whoever changes that knows what follows: how many could open what, what
// would follow if one left, taking access away with its consequence, asking for it, and keeping.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { Caller } from "./support/caller.js";
import { start_demo } from "./support/demo.js";
import { look } from "./support/look.js";
import { cast_of, sign_in, sign_out } from "./support/person.js";
import { story } from "./support/story.js";
import { launch, Visitor } from "./support/visitor.js";

const PROFESSIONALS = "Bekymring for et barn, fra fagperson";
const WHY_ENDED = "Kari begynner i en annen kommune <b>mandag</b>.";
const WHY_ANYWAY = "Vi har ingen andre før nyansatte er på plass 1. desember.";
const CONCERN = "Barnet er ofte alene etter skolen.";

describe("Coverage", () => {
  let demo, browser, visitor, page, cast, sent;
  const part = story(() => page);
  before(async () => {
    demo = await start_demo("coverage");
    cast = cast_of(demo);
    browser = await launch();
    visitor = await Visitor.arrive(browser, demo.address);
    page = visitor.page;
    const sender = await new Caller(demo).sign_in(cast.sender);
    const report = {
      kind: "concern.child",
      unit: cast.caseworker.unit,
      content: { concern: CONCERN, children: [{ name: "Test-Aksel" }] },
    };
    sent = (await sender.post("/reports", report, { "Idempotency-Key": "coverage" })).body;
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const heading = (name) => page.getByRole("heading", { level: 1, name }).waitFor();
  const button = (name) => page.getByRole("button", { name, exact: true });
  const area = (name) =>
    page.getByRole("navigation", { name: "Tilgang og dekning" }).getByRole("link", { name });
  const row = (name) => page.getByRole("row").filter({ hasText: name });
  /** The grant as caseworker, wherever a name also stands in another row. */
  const grant_of = ({ name }) =>
    page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

  part("stands as one row for each unit, in words", async () => {
    await sign_in(visitor, cast.leader);
    await page.getByRole("navigation").getByRole("link", { name: "Tilgang og dekning" }).click();
    await heading("Dekning");
    const unit = row(cast.leader.unit_name);
    await unit.getByText("3 personer").first().waitFor();
    await look(visitor, "coverage-before");
    await unit.getByRole("link", { name: `${cast.leader.unit_name}, ${PROFESSIONALS}` }).click();
    await heading(`Dekning: ${PROFESSIONALS}`);
    await page.getByText("Vis som tabell").click();
    await page.getByRole("table", { name: "De neste 14 dagene" }).waitFor();
    const readers = page.getByRole("table", { name: "Hvem kan åpne" });
    await readers.getByText(cast.caseworker.name).waitFor();
    await look(visitor, "coverage-cell");
  });

  part("says beforehand what would follow if somebody left", async () => {
    await area("Hva om …").click();
    await heading("Hva om noen slutter eller er borte?");
    await button("Se hva som følger").click();
    await page.getByText("Du må rette noe").waitFor();
    await page.getByLabel("Hvem", { exact: true }).selectOption({ label: cast.caseworker.name });
    await button("Se hva som følger").click();
    await page.getByRole("heading", { name: "Da skjer dette" }).waitFor();
    // A colleague is away some days next week, so that only one would be left then.
    const drop = page.getByRole("listitem").filter({ hasText: PROFESSIONALS });
    assert.match(await drop.innerText(), /Fra 2 til 1 som kan åpne/);
    await look(visitor, "what-if");
  });

  part("keeps a leader from taking it away, until oversight gets a reason", async () => {
    await area("Hvem har tilgang").click();
    await heading("Hvem har tilgang");
    const grant = grant_of(cast.caseworker);
    await grant.getByRole("button", { name: "Avslutt tilgangen" }).click();
    const form = page.locator("form.reason-form");
    const submit = form.locator("button[type=submit]");
    await submit.click();
    await form.getByText("Fyll ut «Begrunnelse»").waitFor();
    await form.getByLabel("Begrunnelse").fill(WHY_ENDED);

    const path = /\/grants\/[^/]+\/end$/;
    const answered = page.waitForResponse((response) => path.test(response.url()));
    visitor.expect_refusal(409, path);
    await submit.click();
    assert.equal((await (await answered).json()).type.split("/").pop(), "coverage-would-drop");
    const alert = form.getByRole("alert");
    await alert.getByText("Da kan for få åpne").waitFor();
    // Who would be left, and the way out.
    await alert.getByText(PROFESSIONALS).waitFor();
    const sentence = await alert.innerText();
    assert.match(sentence, /på det minste bare én\. 2 trengs/);
    assert.match(sentence, /La en annen ta over, eller skriv hvorfor/);
    await grant.getByText("Ingen sluttdato").waitFor();
    await look(visitor, "access-refused");

    await form.getByLabel("Hvorfor må det gjøres likevel?").fill(WHY_ANYWAY);
    await button("Avslutt tilgangen likevel").click();
    await page.getByText("Tilgangen er avsluttet.").waitFor();
    await grant.getByText("Avsluttet").waitFor();
    assert.ok((await grant.innerText()).includes(WHY_ENDED), "kept as it was written");
    await area("Dekning").click();
    await heading("Dekning");
    await row(cast.leader.unit_name).getByText("2 personer").first().waitFor();
    await look(visitor, "coverage");
  });

  part("is given back in part, with a reason", async () => {
    await area("Hvem har tilgang").click();
    await heading("Hvem har tilgang");
    await button("Gi tilgang").click();
    await button("Gi tilgang").click();
    await page.getByText("Du må rette noe").waitFor();
    await page.getByLabel("Person", { exact: true }).fill(cast.caseworker.login.slice(0, 4));
    await page.getByLabel(cast.caseworker.name).check();
    await page.getByLabel("Jeg er bekymret for et barn").check();
    await page.getByLabel("Begrunnelse").fill("Tar imot fra publikum til hun slutter.");
    await look(visitor, "access-give");
    await button("Gi tilgang").click();
    await page.getByText(`${cast.caseworker.name} har fått tilgang.`).waitFor();
    await look(visitor, "access");
    await grant_of(cast.caseworker).first().getByRole("link").click();
    await heading(cast.caseworker.name);
    await page.getByRole("heading", { name: "Kan åpne", exact: true }).waitFor();
    await button("Steng kontoen").click();
    await page.getByLabel("Begrunnelse").waitFor();
    await look(visitor, "person");
    await sign_out(visitor);
  });

  part("can be checked by everybody, who asks with one click", async () => {
    await sign_in(visitor, cast.caseworker);
    await heading("Innboks");
    await page.getByText(/lukket for deg/).waitFor();
    await look(visitor, "inbox-closed-to-you");
    await page.getByRole("link", { name: "Kan jeg åpne?" }).click();
    await heading("Kan jeg åpne?");
    const check = row(PROFESSIONALS);
    await check.getByText("Nei", { exact: true }).waitFor();
    await check.getByText(cast.leader.name).waitFor();
    await look(visitor, "can-i-open");
    await check.getByRole("button", { name: "Be om tilgang" }).click();
    await page.getByText(/Lederen har fått spørsmålet som sak \d+/).waitFor();
    await page.getByText("Svar innen").waitFor();
    await look(visitor, "can-i-open-asked");
    await sign_out(visitor);
  });

  part("comes back when the leader says yes: then it opens", async () => {
    await sign_in(visitor, cast.leader, "/app/access");
    await heading("Hvem har tilgang");
    const request = page.getByRole("listitem").filter({ hasText: cast.caseworker.name });
    await request.getByText(PROFESSIONALS).waitFor();
    await look(visitor, "access-requests");
    await request.getByRole("button", { name: /^Gi tilgang/ }).click();
    await page.getByText("Tilgangen er gitt.").waitFor();
    await sign_out(visitor);

    await sign_in(visitor, cast.caseworker, "/app/can-i-open");
    await row(PROFESSIONALS).getByText("Ja", { exact: true }).waitFor();
    await page.goto(`/app/deliveries/${sent.delivery.id}`);
    await button("Åpne meldingen").click();
    await page.getByText(CONCERN).waitFor();
  });

  part("says on each report who has opened it, who can, and who must not", async () => {
    const card = page.locator("section").filter({ hasText: "Hvem har åpnet, og hvem kan" }).last();
    await card.getByText(`${cast.caseworker.name} 1 gang`).waitFor();
    await card.getByText(/\d personer kan åpne den nå/).click();
    await button("Meld inhabilitet").click();
    await page.getByLabel("En kollega").check();
    await button("Meld inhabilitet nå").click();
    await page.getByText("Velg hvem det gjelder").waitFor();
    await page
      .getByLabel("Hvem", { exact: true })
      .selectOption({ label: `${colleague().name} (Saksbehandler)` });
    await page.getByLabel("Begrunnelse").fill("Er barnets onkel.");
    await look(visitor, "delivery-conflict");
    await button("Meld inhabilitet nå").click();
    await page.getByText("Inhabiliteten er lagret.").waitFor();
    await card.getByText("Er barnets onkel.").waitFor();
    await look(visitor, "delivery-access");
    await sign_out(visitor);

    const checked = page.waitForResponse((response) => response.url().includes("/coverage/check"));
    await sign_in(visitor, colleague(), `/app/deliveries/${sent.delivery.id}`);
    await page.getByText("Innholdet er lukket for deg.").waitFor();
    await checked;
    const ask = page.getByRole("button", { name: /^Be om tilgang/ });
    assert.equal(await ask.count(), 0, "there is nothing to ask for");
    assert.ok(!(await page.locator("main").innerText()).includes(CONCERN));
    await look(visitor, "delivery-barred");
    await sign_out(visitor);
  });

  part("is kept in mind when somebody goes on leave", async () => {
    await sign_in(visitor, cast.leader, "/app/duty");
    await heading("Vaktuke");
    visitor.expect_refusal(409, "/api/v1/duty/leave");
    await button("Legg til fravær").click();
    await page
      .getByLabel("Hvem", { exact: true })
      .selectOption({ label: `${cast.leader.name} (Enhetsleder)` });
    const in_two_weeks = new Date(Date.now() + 13 * 24 * 3600_000).toISOString().slice(0, 10);
    await page.getByLabel("Til og med dato").fill(in_two_weeks);
    await button("Lagre fraværet").click();
    await page.getByText("Da kan for få åpne").waitFor();
    await look(visitor, "duty-leave-refused");
    await page.getByLabel("Hvorfor må det gjøres likevel?").fill("Sykemeldt.");
    await button("Lagre fraværet likevel").click();
    await page.getByText("Fraværet er lagret.").waitFor();
  });

  part("lasts as long as something is kept: nothing is erased by itself", async () => {
    await page.goto("/app/retention");
    await heading("Oppbevaring og sletting");
    await page.getByRole("table").waitFor();
    const kept = row("Oppbevares").filter({ hasText: "#" }).first();
    await kept.waitFor();
    await look(visitor, "retention");
    await kept.getByRole("button", { name: "Stopp sletting" }).click();
    await page.getByLabel("Hva stoppen gjelder").selectOption({ label: "Klage" });
    await page.getByLabel("Begrunnelse").fill("Klagen er ikke avgjort.");
    await page.locator("form.reason-form button[type=submit]").click();
    await page.getByText("Slettestoppen er lagret.").waitFor();
    const held = row("Klagen er ikke avgjort.");
    await held.getByText("Klage", { exact: true }).waitFor();
    await button("Slett ingen av disse").click();
    await page.getByLabel("Begrunnelse").fill("Granskingen er ikke ferdig.");
    await look(visitor, "retention-hold");
    await page.locator("form.reason-form button[type=submit]").click();
    await page.getByText("Granskingen er ikke ferdig.").waitFor();
    await look(visitor, "retention-held");
  });

  part("is tried in drills, which nobody can tell from the rest until they open one", async () => {
    const reader = await new Caller(demo).sign_in(cast.leader);
    const inbox = async () => (await reader.get(`/inbox?unit=${cast.leader.unit}`)).body.items;
    const before = new Set((await inbox()).map((item) => item.delivery_id));
    await page.goto(`/app/coverage/${cast.leader.unit}/concern.child`);
    await button("Start en øvelse nå").click();
    await page.getByText("Øvelsen er i gang.").waitFor();
    const fresh = (await inbox()).filter((item) => !before.has(item.delivery_id));
    assert.equal(fresh.length, 1);
    await page.goto(`/app/deliveries/${fresh[0].delivery_id}`);
    await button("Åpne meldingen").waitFor();
    assert.ok(!/øvelse/i.test(await page.locator("main").innerText()), "it looks like any other");
    await button("Åpne meldingen").click();
    await page.getByText("Dette er en øvelse.").waitFor();
    await look(visitor, "delivery-drill");
    await page.goto("/app/drills");
    const ended = row(PROFESSIONALS).first();
    await ended.getByText("Bestått").waitFor();
    await ended.getByText(cast.leader.name).waitFor();
    await look(visitor, "drills");
  });

  part("ends with what silence can tell and what not, in English too", async () => {
    await area("Stillhet").click();
    await heading("Stillhet");
    await page.locator(".ds-alert").first().waitFor();
    await look(visitor, "silence");
    await page.getByRole("banner").locator("summary").click();
    await button("English").click();
    await heading("Silence");
    await page.reload();
    await heading("Silence");
    await look(visitor, "silence-english");
    await page.getByRole("link", { name: "Coverage", exact: true }).click();
    await row(cast.leader.unit_name).getByText("Takes reports").first().waitFor();
    await look(visitor, "coverage-english");
    await visitor.leave();
  });

  function colleague() {
    const { unit, login, role } = cast.caseworker;
    return demo.accounts.find(
      (one) => one.unit === unit && one.role === role && one.login !== login,
    );
  }
});
