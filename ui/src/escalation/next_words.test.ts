import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { nb } from "../text/nb";
import { next_words } from "./next_words";

const clock = { now: new Date("2026-11-23T12:00:00Z"), language: "nb", zone: "Europe/Oslo" };
const named = (_: "listener", name: string): string =>
  i18next.t(`listener.${name}` as "listener.duty");

beforeAll(() => i18next.init({ lng: "nb", resources: { nb: { translation: nb } } }));

test("What happens next names a person's role and a time of the unit's own zone", () => {
  const next = { at: "2026-11-23T13:30:00Z", listener: "leader" };
  expect(next_words(i18next.t, named, { next }, clock)).toMatch(
    /^Hvis ingenting blir registrert innen man\.? 23\. nov\.? 14:30, får enhetslederen beskjed\.$/,
  );
});

test("Where it has ended, it is not said that somebody will be told", () => {
  expect(next_words(i18next.t, named, { next: null }, clock)).toMatch(/Ingen flere får beskjed/);
});
