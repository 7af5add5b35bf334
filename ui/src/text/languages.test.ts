import { expect, test } from "vitest";
import { balance_texts } from "../balance/texts";
import { readback_texts } from "../readback/words";
import { reconciliation_texts } from "../reconciliation/texts";
import { notice_texts } from "../scope/notice_texts";
import { scope_texts } from "../scope/texts";
import { en } from "./en";
import { nb } from "./nb";

type Texts = { [name: string]: string | Texts };

function flat(texts: Texts, prefix = ""): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === "string" ? [[prefix + name, value]] : flat(value, `${prefix}${name}.`),
  );
}

const holes = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();

/** Those that every page may need, and those that come with one page. */
const ALL: Record<string, { nb: Texts; en: Texts }> = {
  common: { nb, en },
  balance: balance_texts,
  readback: readback_texts,
  reconciliation: reconciliation_texts,
  scope: scope_texts,
  notice: notice_texts,
};

test("Both languages have the same texts with the same values in them", () => {
  for (const texts of Object.values(ALL)) {
    const english = new Map(flat(texts.en));
    const original = flat(texts.nb);
    expect([...english.keys()].toSorted()).toEqual(original.map(([name]) => name).toSorted());
    for (const [name, text] of original) {
      expect(holes(english.get(name) ?? ""), name).toEqual(holes(text));
    }
  }
});

test("No text is empty", () => {
  for (const [of, texts] of Object.entries(ALL)) {
    for (const [name, text] of [...flat(texts.nb), ...flat(texts.en)]) {
      expect(text.trim(), `${of}.${name}`).not.toBe("");
    }
  }
});
