import { expect, test } from "vitest";
import { each_once } from "./openings";

const opening = (name: string, at: string) => ({ person: { id: name, name }, at, why: "Reads." });

test("Whoever opened it often is named once, with how often and when last", () => {
  const openers = each_once([opening("Kari", "1"), opening("Liv", "2"), opening("Kari", "3")]);
  expect(openers.map(({ person, count, at }) => [person.name, count, at])).toEqual([
    ["Kari", 2, "3"],
    ["Liv", 1, "2"],
  ]);
});
