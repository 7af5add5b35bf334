import { usePageTexts } from "../text/page_texts";

/** Texts that only pages with read-back need: they come with those pages. */
const nb = {
  title: "Lagret i fagsystemet",
  stored: "Fagsystemet har bevist at det har meldingen",
  failing: "Fagsystemet beviser ikke at det har meldingen. Den er fortsatt trygg her.",
  waiting: "Fagsystemet har ikke hentet meldingen ennå.",
  proved: "Lest tilbake",
  reference: "I fagsystemet",
  system: "System",
  since: "Siden",
  list: "Ikke bevist lagret i fagsystemet",
  last: "Fagsystemet var sist her",
  never: "Fagsystemet har aldri vært her.",
  page: "Fagsystem",
  intro:
    "Har fagsystemet det som er kommet til enheten? Bare det systemet har bevist ved å lese " +
    "tilbake, regnes som lagret. Alt er uansett trygt her.",
  failed_to_load: "Tilstanden kunne ikke lastes",
  none: "Ikke noe fagsystem",
  none_text: "Enheten har ikke noe fagsystem koblet til Varde. Meldingene leses her.",
  all_well: "Alt som er kommet, er bevist lagret i fagsystemet.",
  open: "Ingenting feiler. {{count}} er ikke bevist lagret ennå.",
  open_unknown: "Ingenting feiler så langt.",
  not_well: "Fagsystemet beviser ikke at det har alt.",
  no_key: "Fagsystemet har ingen gyldig nøkkel og kan ikke hente noe.",
  connector: "System og versjon",
  not_told: "Ikke oppgitt",
  asked_since: "Spurt om det som er kommet etter",
  given: "Sist utlevert, løpenummer",
  confirmed: "Sagt å være lagret til og med",
  states: "Tilstander",
  state_column: "Tilstand",
  count: "Antall",
  oldest: "Siden",
  meaning: "Hva det betyr",
  or_more: "{{count}} eller flere",
  items: "Ikke bevist lagret",
  delivery: "Levering",
  last_proved: "Sist bevist",
  never_proved: "Aldri",
  shown: "De første {{count}} vises.",
  to_scope: "Vis alle i omfanget",
  means: {
    waiting: "Ikke bevist ennå, og det er fortsatt tid.",
    stored: "Systemet leste tilbake det samme som det fikk.",
    silent: "Det kom ikke noe svar i tide.",
    missing: "Systemet sier selv at det ikke har den.",
    wrong_digest: "Det som ble lest tilbake, er noe annet enn det som ble gitt.",
    skipped: "Systemet gikk videre uten å bevise den.",
    regressed: "Systemet ber om noe det hadde. Det er kanskje satt tilbake til en eldre kopi.",
    unavailable: "Varde selv kan ikke lese den, og systemet får den ikke. Feilen er vår.",
  },
  state: {
    waiting: "Venter",
    stored: "Lagret",
    silent: "Svarer ikke",
    missing: "Har den ikke",
    wrong_digest: "Har noe annet enn det som ble gitt",
    skipped: "Gikk forbi den",
    regressed: "Ber om den på nytt",
    unavailable: "Varde kan ikke lese den",
  },
};
const en: typeof nb = {
  title: "Stored in the case system",
  stored: "The case system has proved that it holds the report",
  failing: "The case system does not prove that it holds the report. It is still safe here.",
  waiting: "The case system has not fetched the report yet.",
  proved: "Read back",
  reference: "In the case system",
  system: "System",
  since: "Since",
  list: "Not proved to be in the case system",
  last: "The case system was last here",
  never: "The case system has never been here.",
  page: "Case system",
  intro:
    "Does the case system hold what came to the unit? Only what it has proved by reading it back " +
    "counts as stored. Everything is safe here in any case.",
  failed_to_load: "The state could not be loaded",
  none: "No case system",
  none_text: "The unit has no case system connected to Varde. Reports are read here.",
  all_well: "All that has come is proved to be stored in the case system.",
  open: "Nothing fails. Not proved to be stored yet: {{count}}.",
  open_unknown: "Nothing fails so far.",
  not_well: "The case system does not prove that it holds everything.",
  no_key: "The case system has no valid key and cannot fetch anything.",
  connector: "System and version",
  not_told: "Not stated",
  asked_since: "Asked about what came after",
  given: "Last given, number",
  confirmed: "Said to be stored up to",
  states: "States",
  state_column: "State",
  count: "Count",
  oldest: "Since",
  meaning: "What it means",
  or_more: "{{count}} or more",
  items: "Not proved to be stored",
  delivery: "Delivery",
  last_proved: "Last proved",
  never_proved: "Never",
  shown: "The first {{count}} are shown.",
  to_scope: "Show all in the scope",
  means: {
    waiting: "Not proved yet, and there is still time.",
    stored: "The system read back the same as it was given.",
    silent: "No answer came in time.",
    missing: "The system says itself that it does not have it.",
    wrong_digest: "What was read back is something else than was given.",
    skipped: "The system went on without proving it.",
    regressed: "The system asks for what it had. Perhaps it was restored from an older copy.",
    unavailable:
      "Varde itself cannot read it, and the system is not given it. The fault is ours.",
  },
  state: {
    waiting: "Waiting",
    stored: "Stored",
    silent: "Does not answer",
    missing: "Does not have it",
    wrong_digest: "Holds something else than was given",
    skipped: "Went past it",
    regressed: "Asks for it again",
    unavailable: "Varde cannot read it",
  },
};

export const readback_texts = { nb, en };
export type ReadbackWords = typeof nb;

export function useReadbackWords(): ReadbackWords {
  return usePageTexts(readback_texts);
}

export function state_words(words: ReadbackWords, state: string): string {
  return state in words.state ? words.state[state as keyof ReadbackWords["state"]] : state;
}
