import { expect, test } from "vitest";
import { warning_words } from "./warning_words";

const closed = { code: "unit_closed", detail: "Bergenhus is closed until Monday." };

test("Warnings speak Norwegian to readers of Norwegian", () => {
  expect(warning_words(closed, "nb")).toContain("Kontoret var stengt");
  expect(warning_words(closed, "en")).toBe(closed.detail);
});

test("A warning that is new to us is shown as it came", () => {
  const unheard_of = { code: "moon_full", detail: "The moon is full." };
  expect(warning_words(unheard_of, "nb")).toBe("The moon is full.");
});
