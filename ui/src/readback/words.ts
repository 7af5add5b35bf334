import { useTranslation } from "react-i18next";

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
  state: {
    silent: "Svarer ikke",
    missing: "Har den ikke",
    wrong_digest: "Har noe annet enn det som ble gitt",
    skipped: "Gikk forbi den",
    regressed: "Ber om den på nytt",
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
  state: {
    silent: "Does not answer",
    missing: "Does not have it",
    wrong_digest: "Holds something else than was given",
    skipped: "Went past it",
    regressed: "Asks for it again",
  },
};

export function useReadbackWords(): typeof nb {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? en : nb;
}

export function state_words(words: typeof nb, state: string): string {
  return state in words.state ? words.state[state as keyof typeof nb.state] : state;
}
