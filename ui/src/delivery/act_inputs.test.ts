import { expect, test } from "vitest";
import { act_body, missing_inputs } from "./act_inputs";

test("An act says what it lacks and does without what is optional", () => {
  const missing = missing_inputs("close", { reason: " " });
  expect(missing.map(({ name }) => name)).toEqual(["reason"]);
});

test("A request holds what was given, as it was typed", () => {
  expect(act_body("close", { reason: "handled", note: "", other: "x" })).toEqual({
    reason: "handled",
  });
  expect(act_body("answer", { message: " Takk.\n" })).toEqual({ message: " Takk.\n" });
});
