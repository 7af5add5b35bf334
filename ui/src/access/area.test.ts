import { expect, test } from "vitest";
import { is_in_area } from "./area";

test("Every page of the area counts, with what lies below it; what begins alike does not", () => {
  expect(is_in_area("/coverage")).toBe(true);
  expect(is_in_area("/coverage/u1/concern.child")).toBe(true);
  expect(is_in_area("/people/p1")).toBe(true);
  expect(is_in_area("/coverages")).toBe(false);
  expect(is_in_area("/inbox")).toBe(false);
});
