import { expect, test } from "vitest";
import { en } from "./en";
import { nb } from "./nb";

type Texts = { [name: string]: string | Texts };

function flat(texts: Texts, prefix = ""): [string, string][] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === "string" ? [[prefix + name, value]] : flat(value, `${prefix}${name}.`),
  );
}

const holes = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();

test("Both languages have the same texts with the same values in them", () => {
  const english = new Map(flat(en));
  const original = flat(nb);
  expect([...english.keys()].toSorted()).toEqual(original.map(([name]) => name).toSorted());
  for (const [name, text] of original) {
    expect(holes(english.get(name) ?? ""), name).toEqual(holes(text));
  }
});

test("No text is empty", () => {
  for (const [name, text] of [...flat(nb), ...flat(en)]) expect(text.trim(), name).not.toBe("");
});
