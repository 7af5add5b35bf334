// A report's whole life through the API, as another program would live it.
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { Caller } from "./support/caller.js";
import { start_demo } from "./support/demo.js";
import { cast_of } from "./support/person.js";
import { story } from "./support/story.js";

const ANSWER = "Takk. Vi undersøker.";
const ASSESSMENT = { outcome: "investigate", reason: "Må undersøkes." };

function assert_problem({ response, body }, status, name) {
  assert.equal(response.status, status);
  assert.match(response.headers.get("content-type"), /^application\/problem\+json/);
  assert.equal(body.status, status);
  assert.equal(body.type, `https://varde.example/problems/${name}`);
  assert.ok(body.detail.length > 10, "a refusal says why");
}

describe("A report's life through the API", () => {
  let demo, cast, sender, caseworker, outsider, accepted;
  const part = story(() => undefined);
  before(async () => {
    demo = await start_demo("api");
    cast = cast_of(demo);
    const signed_in = (account) => new Caller(demo).sign_in(account);
    sender = await signed_in(cast.sender);
    caseworker = await signed_in(cast.caseworker);
    outsider = await signed_in(cast.outsider);
  });
  after(() => demo?.stop());

  const report = () => ({
    kind: "concern.child",
    unit: cast.caseworker.unit,
    sender_reference: "program-1",
    urgent: false,
    content: { concern: "Sulten hver dag.", children: [{ name: "Test-Liv" }] },
    channel: "api",
  });
  const delivery = () => `/deliveries/${accepted.delivery.id}`;
  const key = (text) => ({ "Idempotency-Key": text });

  part("the same key gives the same bytes, and one report", async () => {
    const before_it = (await sender.get("/reports?sender_reference=program-1")).body.items.length;
    const first = await sender.post("/reports", report(), key("once"));
    const again = await sender.post("/reports", report(), key("once"));
    assert.equal(first.response.status, 201);
    assert.equal(again.response.status, 201);
    assert.equal(again.text, first.text);
    const { items } = (await sender.get("/reports?sender_reference=program-1")).body;
    assert.equal(items.length, before_it + 1);

    accepted = first.body;
    assert.equal(accepted.delivery.unit.id, cast.caseworker.unit);
    assert.match(accepted.receipt.proof, /^c2sp\.org\/tlog-proof@v1\n/);
    const other = { ...report(), urgent: true };
    const misused = await sender.post("/reports", other, key("once"));
    assert_problem(misused, 409, "idempotency-key-reused");
  });

  part("a session is not enough for a change: its token must come along", async () => {
    const without = { "X-CSRF-Token": "" };
    assert_problem(await caseworker.post(`${delivery()}/open`, {}, without), 403, "csrf-token");
    const stranger = new Caller(demo);
    assert_problem(await stranger.get(delivery()), 401, "unauthenticated");
  });

  part("another unit's account is refused, with the reason", async () => {
    for (const answer of [
      await outsider.get(delivery()),
      await outsider.post(`${delivery()}/open`, {}, key("o")),
    ]) {
      assert_problem(answer, 403, "forbidden");
      assert.ok(answer.body.detail.includes(cast.caseworker.unit_name));
      assert.doesNotMatch(answer.text, /Test-Liv|Sulten/);
    }
  });

  part("from open to closed, each step is there for the unit", async () => {
    const steps = [
      ["open", {}, "opened"],
      ["file", { reference: "2026/9", title: "Test-Liv" }, "filed"],
      ["assess", { ...ASSESSMENT, immediate_follow_up: false }, "assessed"],
      ["answer", { message: ANSWER }, "answered"],
      ["close", { reason: "handled", note: "Ferdig." }, "closed"],
    ];
    let version = (await caseworker.get(delivery())).body.version;
    for (const [verb, body, milestone] of steps) {
      const headers = { ...key(verb), "If-Match": version };
      const { response, body: now } = await caseworker.post(`${delivery()}/${verb}`, body, headers);
      assert.equal(response.status, 200, `${verb}: ${JSON.stringify(now)}`);
      const last = now.milestones.at(-1);
      assert.equal(last.name, milestone);
      assert.equal(last.by.name, cast.caseworker.name);
      version = now.version;
    }
    const whole = (await caseworker.get(delivery())).body;
    assert.deepEqual(whole.content, report().content);
    assert.deepEqual(whole.case, { reference: "2026/9", title: "Test-Liv" });
    assert.deepEqual(whole.assessment, ASSESSMENT);
    assert.deepEqual(whole.answer, { message: ANSWER });
    assert.deepEqual(whole.closing, { reason: "handled", note: "Ferdig." });
    const stale = { ...key("stale"), "If-Match": '"1"' };
    const late = await caseworker.post(`${delivery()}/answer`, { message: "?" }, stale);
    assert_problem(late, 412, "stale-view");
  });

  part("the sender sees the milestones by role, the answer, and a receipt of each", async () => {
    const { body, text } = await sender.get(`/reports/${accepted.id}`);
    assert.equal(body.state, "closed");
    assert.deepEqual(body.answers, [ANSWER]);
    const handled = ["opened", "filed", "assessed", "answered", "closed"];
    const names = body.milestones.map(({ name }) => name);
    assert.deepEqual(names, ["accepted", "routed", ...handled]);
    for (const { name, at, by } of body.milestones) {
      assert.ok(Date.parse(at) >= Date.parse(accepted.accepted_at), name);
      if (handled.includes(name)) assert.equal(by.role, "caseworker", name);
      assert.equal(by.name, undefined, "a sender is told roles, not names");
    }
    assert.ok(body.obligations.some(({ name, state }) => name === "open" && state === "met"));
    assert.doesNotMatch(text, /2026\/9|Må undersøkes/);

    const { items } = (await sender.get(`/reports/${accepted.id}/receipts`)).body;
    for (const { milestone, entry, proof } of items) {
      const checked = (await new Caller(demo).post("/receipts/check", { entry, proof })).body;
      assert.equal(checked.holds, true, `${milestone}: ${checked.detail}`);
    }
    // Where it was routed stands in the entry of its acceptance.
    assert.deepEqual(items.map(({ milestone }) => milestone), ["accepted", ...handled]);
  });
});
