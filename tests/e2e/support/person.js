// Somebody at work: signs in and out of the worker app.
import { Visitor } from "./visitor.js";

/** The demo's first account that `fits`. */
export function account_of(demo, what, fits) {
  const found = demo.accounts.find(fits);
  if (!found) throw new Error(`the demo has no account of ${what}`);
  return found;
}

/** Opens the app and signs in; `path` is where to. */
export async function sign_in(visitor, demo, account, path = "/app/") {
  // The app asks whether somebody is signed in before it shows who should.
  visitor.expect_refusal(401, "/api/v1/session");
  await visitor.page.goto(path);
  await visitor.page.getByLabel("Brukernavn").fill(account.login);
  await visitor.page.getByLabel("Passord").fill(account.password);
  await visitor.page.getByRole("button", { name: "Logg inn" }).click();
  await visitor.page.getByRole("banner").getByText(account.name).waitFor();
}

export async function sign_out(visitor) {
  await visitor.page.getByRole("button", { name: "Logg ut" }).click();
  await visitor.page.getByLabel("Brukernavn").waitFor();
}

export { Visitor };
