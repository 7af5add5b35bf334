import { expect, test } from "vitest";
import { hidden_in_all, people_words } from "./people";
import { scope_texts } from "./texts";

test("Those who are named are told, and of others that they have no name there", () => {
  expect(people_words(["Kari", " "], scope_texts.nb)).toBe("Gjelder: Kari, uten navn");
  expect(people_words([], scope_texts.nb)).toBe("Gjelder: ingen er navngitt");
});

test("Why names are not shown is told once for all pages", () => {
  const pages = [
    { reason: "erased", count: 1 },
    { reason: "no right", count: 2 },
    { reason: "no right", count: 3 },
  ];
  expect(hidden_in_all(pages)).toEqual([
    { reason: "no right", count: 5 },
    { reason: "erased", count: 1 },
  ]);
});
