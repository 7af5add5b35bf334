// Nobody is forgotten: what is owed stands in words, what waits too long is raised to people, the
// duty week shows its gaps, one shift hands over to the next, and anybody can say what is wrong.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { Caller } from "./support/caller.js";
import { start_demo } from "./support/demo.js";
import { look } from "./support/look.js";
import { cast_of, sign_in, sign_out } from "./support/person.js";
import { story } from "./support/story.js";
import { launch, Visitor } from "./support/visitor.js";

const IN_WORDS = /innen .+, \d+ \S+ (igjen|over fristen)/;
const NOTE = "Skolen ringer tilbake før klokken ni.\n<b>Ingen andre</b> vet det ennå.";
const WRONG = "Ingen tok telefonen på vaktrommet i natt. <script>alert(1)</script>";
const ANSWER = "Takk. Vi har spurt kontoret om hvorfor.";

describe("Obligations", () => {
  let demo, browser, visitor, page, cast, sent;
  const part = story(() => page);
  before(async () => {
    demo = await start_demo("obligations");
    cast = cast_of(demo);
    browser = await launch();
    visitor = await Visitor.arrive(browser, demo.address);
    page = visitor.page;
    const sender = await new Caller(demo).sign_in(cast.sender);
    const report = {
      kind: "concern.child",
      unit: cast.caseworker.unit,
      urgent: true,
      content: { concern: "Barnet er alene hjemme.", children: [{ name: "Test-Liv" }] },
    };
    sent = (await sender.post("/reports", report, { "Idempotency-Key": "urgent" })).body;
  });
  after(async () => {
    await browser?.close();
    await demo?.stop();
  });

  const heading = (name) => page.getByRole("heading", { level: 1, name }).waitFor();
  const visit = async (link, name = link) => {
    await page.getByRole("navigation").getByRole("link", { name: link }).click();
    await heading(name);
  };
  const button = (name) => page.getByRole("button", { name });
  /** Whoever has the report: its unit, or the guard while that is closed. */
  const reader = () => demo.accounts.find(({ unit }) => unit === sent.delivery.unit.id);

  part("stand in the inbox in words, the urgent one first", async () => {
    await sign_in(visitor, reader());
    await heading("Innboks");
    const first = page.getByRole("table").getByRole("row").nth(1);
    await first.waitFor();
    const text = await first.innerText();
    assert.match(text, /Haster/);
    const row = page.getByRole("row").filter({ hasText: `#${sent.delivery.sequence}` }).first();
    assert.match(await row.innerText(), /Åpne meldingen som haster innen /);
    assert.match(await row.innerText(), IN_WORDS);
    await look(visitor, "inbox-deadlines");
  });

  part("are listed by deadline, each with its rule", async () => {
    await visit("Frister");
    const row = page.getByRole("row").filter({ hasText: `#${sent.delivery.sequence}` }).first();
    await row.waitFor();
    const text = await row.innerText();
    assert.match(text, /Åpne meldingen som haster/);
    assert.match(text, /Egen frist/);
    assert.match(text, IN_WORDS);
    const due = await row.getByRole("time").first().getAttribute("datetime");
    assert.ok(Date.parse(due) > Date.parse(sent.accepted_at));
    await look(visitor, "obligations");
  });

  part("are raised to people, who say that they follow up", async () => {
    await visit("Varsler");
    const card = page.getByRole("listitem").filter({ hasText: "Åpne meldingen som haster" });
    await card.first().waitFor();
    await look(visitor, "escalations");
    await card.first().getByRole("button", { name: "Bekreft: jeg følger opp" }).click();
    const answer = page.getByText("Du har bekreftet.");
    await answer.waitFor();
    assert.match(await answer.innerText(), /Hvis ingenting blir registrert innen .+, får .+ beskjed/);
    await look(visitor, "escalation-acknowledged");
    await sign_out(visitor);
  });

  part("have a duty week, in which a leader fills a gap", async () => {
    await sign_in(visitor, cast.leader, "/app/duty");
    await heading("Vaktuke");
    await page.getByText(/^Ingen har vakt .+ til /).first().waitFor();
    await page.getByRole("heading", { name: /Nå har vakten|Ingen har vakten nå/ }).waitFor();
    await look(visitor, "duty");

    await page.getByRole("link", { name: "Neste uke" }).click();
    const saturday = page.getByRole("row").filter({ hasText: /^lørdag/ });
    await saturday.waitFor();
    const date = new URL(page.url()).searchParams.get("week");
    const day = new Date(Date.parse(date) + 5 * 24 * 3600_000).toISOString().slice(0, 10);
    await button("Legg til vakt").click();
    await button("Lagre vakten").click();
    await page.getByText("Du må rette noe").waitFor();
    await page.getByLabel("Hvem").selectOption({ label: `${cast.caseworker.name} (Saksbehandler)` });
    await page.getByLabel("Fra dato").fill(day);
    await page.getByLabel("Til dato").fill(day);
    await page.getByLabel("Gjenta i så mange uker til").fill("1");
    await look(visitor, "duty-shift");
    await button("Lagre vakten").click();
    await page.getByText("2 vakter er lagret.").waitFor();
    await saturday.getByText(cast.caseworker.name).waitFor();
    assert.match(await saturday.innerText(), /08:00–15:30/);

    visitor.expect_refusal(409, "/api/v1/duty/shifts");
    await button("Legg til vakt").click();
    await page.getByLabel("Hvem").selectOption({ label: `${cast.caseworker.name} (Saksbehandler)` });
    await page.getByLabel("Fra dato").fill(day);
    await page.getByLabel("Til dato").fill(day);
    await button("Lagre vakten").click();
    await page.getByText(`${cast.caseworker.name} has a shift`).waitFor();
    await button("Avbryt").click();

    await saturday.getByRole("button", { name: /^Avlys/ }).click();
    await saturday.getByRole("button", { name: "Ja, avlys" }).click();
    await saturday.getByText(cast.caseworker.name).waitFor({ state: "detached" });
    await sign_out(visitor);
  });

  part("are handed over with what is still open", async () => {
    await sign_in(visitor, cast.caseworker, "/app/handover");
    await heading("Overlevering");
    assert.equal(await button("Legg til vakt").count(), 0, "only a leader plans");
    await button("Lagre notatet").click();
    await page.getByText("Skriv hva neste vakt må vite").waitFor();
    await page.getByLabel("Nytt notat").fill(NOTE);
    await button("Lagre notatet").click();
    await page.getByText("Notatet er lagret.").waitFor();
    const note = page.getByRole("listitem").filter({ hasText: "Skolen ringer tilbake før klokken" });
    assert.ok((await note.innerText()).includes("<b>Ingen andre</b>"), "text is text");
    assert.ok((await note.innerText()).includes(cast.caseworker.name));
    await page.getByRole("heading", { name: "Fortsatt åpent" }).waitFor();
    await look(visitor, "handover");
  });

  part("reach people at addresses that they choose themselves", async () => {
    await page.getByRole("banner").locator("summary").click();
    await page.getByRole("link", { name: "Hvordan vi når deg" }).click();
    await heading("Hvordan når vi deg?");
    visitor.expect_refusal(422, "/api/v1/me/contacts");
    await page.getByLabel("Mobil").fill("ingen");
    await button("Lagre").click();
    await page.getByText("Adressene er ikke lagret").waitFor();
    await page.getByLabel("Mobil").fill("+47 999 99 999");
    await button("Lagre").click();
    await page.getByText("Adressene er lagret.").waitFor();
    await look(visitor, "contacts");
  });

  part("begin for whoever must answer that something is wrong", async () => {
    await button("Noe er galt her").click();
    await page.getByLabel("Beskriv hva som er galt").fill(WRONG);
    await page.getByLabel("Hvilken enhet gjelder det?").selectOption(cast.caseworker.unit);
    await page.getByLabel("Bare tilsynet skal se dette").check();
    await look(visitor, "problem-report");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.getByText(/Feilen er meldt som nummer \d+/).waitFor();
    await look(visitor, "problem-received");
    await sign_out(visitor);

    await sign_in(visitor, cast.leader, "/app/problems");
    await heading("Meldte feil");
    await page.getByText(/\d+ feil/).waitFor();
    assert.equal(await page.getByText("Bare for tilsynet").count(), 0, "it is not for the unit");
    await sign_out(visitor);

    await sign_in(visitor, cast.oversight, "/app/problems");
    await heading("Meldte feil");
    await look(visitor, "problems");
    const row = page.getByRole("row").filter({ hasText: "Bare for tilsynet" }).first();
    await row.getByRole("link").click();
    await page.getByText(WRONG).waitFor();
    await page.getByLabel("Svar", { exact: true }).fill(ANSWER);
    await button("Send svaret").click();
    await page.getByText("Svaret er lagret.").waitFor();
    await page.getByText(ANSWER).waitFor();
    await page.getByLabel("Hva er gjort?").fill("Kontoret har fått ny telefon.");
    await look(visitor, "problem");
    await button("Avslutt").click();
    await page.getByText("Avsluttet.", { exact: true }).waitFor();
    await visitor.leave();
  });

  part("begin also when nobody is signed in and scripts are off", async () => {
    const stranger = await Visitor.arrive(browser, demo.address, { scripts: false });
    page = stranger.page;
    await page.goto("/");
    await page.getByRole("link", { name: "Noe er galt" }).click();
    await look(stranger, "public-problem");
    await page.getByLabel(/Hva er galt/).fill(WRONG);
    await page.getByRole("button", { name: "Send" }).click();
    await page.getByText(/Lagret som sak nummer \d+/).waitFor();
    await look(stranger, "public-problem-receipt");
    await stranger.leave();
  });
});
