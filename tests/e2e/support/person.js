// Somebody at work: finds an account of the demo, signs in to the worker app, signs out.

/** The demo's first account that `fits`. */
export function account_of(demo, what, fits) {
  const found = demo.accounts.find(fits);
  if (!found) throw new Error(`the demo has no account of ${what}`);
  return found;
}

/** Who sends for a school, who works in Bergenhus, and who works in some other unit. */
export function cast_of(demo) {
  const in_bergenhus = ({ unit }) => unit?.name.includes("bydel Bergenhus, Bergen") ?? false;
  const works = ({ role }) => role === "caseworker";
  return {
    sender: account_of(
      demo,
      "somebody at a school",
      ({ role, organisation }) => role === "sender" && /skole/i.test(organisation),
    ),
    caseworker: account_of(demo, "Bergenhus", (one) => works(one) && in_bergenhus(one)),
    outsider: account_of(demo, "another unit", (one) => works(one) && !in_bergenhus(one)),
  };
}

/** Opens the app and signs in; `path` is where to. */
export async function sign_in(visitor, account, path = "/app/") {
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
