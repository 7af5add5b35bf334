import { expect, test } from "vitest";
import { is_in_area } from "./area";

test("Every page of the area counts, with what lies below it; what begins alike does not", () => {
  expect(is_in_area("/coverage", "access")).toBe(true);
  expect(is_in_area("/coverage/u1/concern.child", "access")).toBe(true);
  expect(is_in_area("/people/p1", "access")).toBe(true);
  expect(is_in_area("/coverages", "access")).toBe(false);
  expect(is_in_area("/inbox", "access")).toBe(false);
  expect(is_in_area("/scope/notice", "proof")).toBe(true);
  expect(is_in_area("/scope", "access")).toBe(false);
});
