import { expect, test } from "vitest";
import { ordered } from "./use_choices";

test("Each may be chosen once, under its name, and what the address names is among them", () => {
  const bergen = { id: "b", name: "Bergen" };
  const found = [bergen, { id: "a", name: "Askøy" }, bergen];
  expect(ordered(found, "b")).toEqual([
    { id: "a", name: "Askøy" },
    { id: "b", name: "Bergen" },
  ]);
  expect(ordered(found, "x").map(({ id }) => id)).toEqual(["a", "b", "x"]);
  expect(ordered([{ id: "n" }], undefined)).toEqual([{ id: "n", name: "n" }]);
});
