// Somebody at a browser, watched: what goes wrong on any page is kept until the story asks.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

const PATIENCE_MS = 15_000;

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A browser window of its own: no cookies of others, Norwegian, in Norway's time. */
export class Visitor {
  static async arrive(browser, address, { scripts = true } = {}) {
    const context = await browser.newContext({
      baseURL: address,
      javaScriptEnabled: scripts,
      locale: "nb-NO",
      timezoneId: "Europe/Oslo",
      reducedMotion: "reduce",
      viewport: { width: 1280, height: 900 },
      deviceScaleFactor: process.env.UPDATE_SCREENSHOTS ? 1.5 : 1,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const visitor = new Visitor(context, new URL(address).origin);
    visitor.scripts = scripts;
    visitor.page = await context.newPage();
    visitor.#watch(visitor.page);
    return visitor;
  }

  #allowed = [];
  #faults = [];

  constructor(context, origin) {
    this.context = context;
    this.origin = origin;
  }

  /** A refusal that belongs to the story, of a path or of what matches; any other is a fault. */
  expect_refusal(status, path) {
    this.#allowed.push({ status, path });
  }

  #is_allowed(status, pathname) {
    return this.#allowed.some(
      (one) =>
        one.status === status &&
        (one.path instanceof RegExp ? one.path.test(pathname) : one.path === pathname),
    );
  }

  assert_no_faults() {
    assert.deepEqual(this.#faults, [], "the browser had something to complain about");
  }

  async leave() {
    await this.context.close();
    this.assert_no_faults();
  }

  #watch(page) {
    const fault = (text) => this.#faults.push(text);
    page.on("pageerror", (error) => fault(`error in a script: ${error}`));
    page.on("crash", () => fault("the page crashed"));
    page.on("dialog", (dialog) => {
      fault(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("console", (message) => {
      // Refused answers are judged below, by their status. Violations of the policy come here.
      const about_answer = message.text().startsWith("Failed to load resource: the server");
      if (message.type() === "error" && !about_answer) fault(`console: ${message.text()}`);
    });
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== this.origin) fault(`request to ${request.url()}`);
    });
    page.on("requestfailed", (request) => {
      // A page that is left, or a download that begins, ends what was under way.
      const why = request.failure()?.errorText;
      if (why !== "net::ERR_ABORTED") fault(`${request.url()} failed: ${why}`);
    });
    page.on("response", (response) => {
      const { pathname } = new URL(response.url());
      const status = response.status();
      if (status >= 400 && !this.#is_allowed(status, pathname))
        fault(`answer ${status} ${pathname}`);
      const type = response.headers()["content-type"] ?? "";
      if (type.startsWith("text/html")) {
        const policy = response.headers()["content-security-policy"] ?? "";
        if (!policy.includes("default-src 'self'") || policy.includes("unsafe"))
          fault(`${pathname} has the policy "${policy}"`);
      }
    });
  }
}
