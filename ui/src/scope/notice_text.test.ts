import { expect, test } from "vitest";
import type { ScopeNotice } from "../api/scope";
import { notice_text } from "./notice_text";
import type { NoticeWords } from "./notice_text";
import { notice_texts } from "./notice_texts";

const notice: ScopeNotice = {
  at: "2026-11-23T09:00:00Z",
  nature_of_breach: {
    total: 3,
    first: "2026-11-01T08:00:00Z",
    last: "2026-11-02T08:00:00Z",
    units: [
      {
        id: "no.4601.02",
        name: "Bergen, Fana",
        municipality: "4601",
        count: 3,
        states: { opened: 3 },
      },
    ],
    asked_for: {},
  },
  data_subjects: { records: 3, categories: ["reporters", "something new"], note: "…" },
  measures: [
    { name: "resend_asked", count: 2, first: "2026-11-03T08:00:00Z", last: "2026-11-04T08:00:00Z" },
  ],
  for_you_to_add: ["likely consequences for those concerned"],
  rule: "GDPR article 33 (3)",
};
const words: NoticeWords = {
  texts: notice_texts.nb,
  instant: (at) => at.slice(0, 10),
  states: (states) => Object.entries(states).join(" "),
  asked: (part, value) => `<${part}> ${value}`,
};

test("The notice says how many of whom, since when, what was asked and what was done", () => {
  const text = notice_text(notice, { unit: "no.4601.02", absent: "answered" }, words);
  for (const line of [
    "Antall leveringer: 3",
    "Den første kom: 2026-11-01",
    "Den siste kom: 2026-11-02",
    "- Enhet: <unit> no.4601.02",
    "- Har ikke skjedd: <absent> answered",
    "- Bergen, Fana (4601): 3 (opened,3)",
    "Registreringer: 3",
    "- meldere",
    "- Avsendere bedt om å sende på nytt: 2 (første 2026-11-03, siste 2026-11-04)",
    "- sannsynlige følger for dem det gjelder",
  ]) {
    expect(text.split("\n"), line).toContain(line);
  }
});

test("Words of the server that have no translation are told all the same", () => {
  expect(notice_text(notice, {}, words)).toContain("- something new\n");
});

test("That nothing was found or done, and that everything was asked for, is said", () => {
  const nothing = { ...notice, measures: [], nature_of_breach: { ...notice.nature_of_breach } };
  nothing.nature_of_breach = { total: 0, units: [], asked_for: {} };
  const text = notice_text(nothing, {}, words);
  expect(text).toContain("Spurt etter:\n- alt\n");
  expect(text).toContain("Ingenting er registrert.");
  expect(text).not.toContain("Den første");
});
