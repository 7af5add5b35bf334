import { expect, test } from "vitest";
import { RetryKey } from "./retry_key";

test("The same content keeps its key, so that a second try is not a second report", () => {
  const key = new RetryKey();
  expect(key.key_for({ text: "a" })).toBe(key.key_for({ text: "a" }));
});

test("Changed content gets another key", () => {
  const key = new RetryKey();
  expect(key.key_for({ text: "a" })).not.toBe(key.key_for({ text: "b" }));
});

test("Two things never share a key", () => {
  expect(new RetryKey().key_for({})).not.toBe(new RetryKey().key_for({}));
});
