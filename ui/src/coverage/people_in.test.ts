import { expect, test } from "vitest";
import type { Cell } from "../api/coverage";
import { people_in } from "./people_in";

test("Whoever can open one kind and not another is named once", () => {
  const cell = (people: string[], unable: string[]) =>
    ({
      people: people.map((name) => ({ id: name, name })),
      unable: unable.map((name) => ({ id: name, name })),
    }) as Cell;
  const unit = { id: "u", name: "Bergenhus" };
  const kinds = [cell(["Liv", "Åse"], ["Kari"]), cell(["Kari", "Liv"], [])];
  expect(people_in([{ unit, kinds }]).map(({ name }) => name)).toEqual(["Kari", "Liv", "Åse"]);
});
