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

test("An assessment says whether help is needed at once, and never by default", () => {
  const judged = { immediate_follow_up: "no", outcome: "investigate", reason: "Må undersøkes." };
  expect(act_body("assess", judged)).toEqual({ ...judged, immediate_follow_up: false });
  const { immediate_follow_up: _, ...silent } = judged;
  expect(missing_inputs("assess", silent).map(({ name }) => name)).toEqual(["immediate_follow_up"]);
});
