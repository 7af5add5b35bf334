// Somebody at work: finds an account of the demo, signs in to the worker app, signs out.

/** A sender at a school in Bergen, a caseworker where it sends to, and one of another unit. */
export function cast_of(demo) {
  const find = (login) => {
    const found = demo.accounts.find((account) => account.login === login);
    if (!found) throw new Error(`the demo has no account "${login}"`);
    return found;
  };
  return {
    sender: find("lise.eksempeldal"),
    caseworker: find("kari.bergenhus"),
    outsider: find("ravdna.tromso"),
    leader: find("liv.bergenhus"),
    oversight: find("marit.tilsyn.vestland"),
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
  // In the menu under their name.
  await visitor.page.getByRole("banner").locator("summary").click();
  await visitor.page.getByRole("button", { name: "Logg ut" }).click();
  await visitor.page.getByLabel("Brukernavn").waitFor();
}
