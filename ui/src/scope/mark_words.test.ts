import { expect, test } from "vitest";
import { mark_words } from "./mark_words";
import { scope_texts } from "./texts";

test("A mark that only scope asks for has a word of its own; the others are milestones", () => {
  const words = (mark: string): string =>
    mark_words(mark, scope_texts.nb, (group, name) => `<${group}> ${name}`);
  expect(words("erased")).toBe("Slettet");
  expect(words("drill")).toBe("Øvelse som er avsluttet");
  expect(words("opened")).toBe("<milestone> opened");
});
