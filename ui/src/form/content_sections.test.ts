import { expect, test } from "vitest";
import type { Content } from "../api/kind";
import { content_sections } from "./content_sections";
import type { ContentSection } from "./content_sections";
import { example_form } from "./example_form";

const words = { yes: "Yes", no: "No", other: "Other", date: (iso: string) => `date ${iso}` };
const sections = (content: Content): ContentSection[] =>
  content_sections(example_form, content, words);
const rows = (content: Content, id: string): [string, string[]][] =>
  (sections(content).find((section) => section.id === id)?.rows ?? []).map((row) => [
    row.label,
    row.answers,
  ]);

test("Answers stand under their questions, in the order of the form", () => {
  const worry = { now: false, since: "2026-11-03", kinds: ["neglect", "violence"], text: "a\n b " };
  expect(rows({ worry }, "worry")).toEqual([
    ["What is it?", ["a\n b "]],
    ["What kind?", ["Neglect", "Violence"]],
    ["Since when?", ["date 2026-11-03"]],
    ["In danger now?", ["No"]],
  ]);
});

test("Questions without an answer are shown as such", () => {
  expect(rows({}, "worry").map(([, answers]) => answers)).toEqual([[], [], [], []]);
  expect(rows({ worry: { text: "", kinds: [], since: null } }, "worry")[0]).toEqual([
    "What is it?",
    [],
  ]);
});

test("A repeated page has one section for each element", () => {
  const content = { children: [{ name: "Jonas", age: 7 }, { name: "Emma" }] };
  expect(sections(content).map(({ title }) => title)).toEqual(["Worry", "Child 1", "Child 2"]);
  expect(rows(content, "children-0")).toEqual([
    ["Name", ["Jonas"]],
    ["Age", ["7"]],
  ]);
});

test("What the form does not know is shown and not dropped", () => {
  const content = {
    worry: { text: "x", severity: 0, seen: false },
    children: [{ name: "Jonas", nick_name: "J" }],
    police: { number: "16/25", tags: ["a", "b"] },
  };
  expect(rows(content, "other")).toEqual([
    ["worry, severity", ["0"]],
    ["worry, seen", ["false"]],
    ["children 1, nick name", ["J"]],
    ["police, number", ["16/25"]],
    ["police, tags", ["a", "b"]],
  ]);
});

test("A choice that the form does not know is shown as it came", () => {
  expect(rows({ worry: { kinds: ["arson"] } }, "worry")[1]).toEqual(["What kind?", ["arson"]]);
});

test("A value of the wrong type is shown under its question", () => {
  const worry = { text: { nested: "value" }, now: "maybe" };
  const found = rows({ worry }, "worry");
  expect(found[0]?.[1][0]).toContain('"nested": "value"');
  expect(found[3]).toEqual(["In danger now?", ["maybe"]]);
});

test("A list that came as something else is shown with what is unknown", () => {
  expect(rows({ children: "two boys" }, "other")).toEqual([["children", ["two boys"]]]);
});

test("Without a form everything is shown", () => {
  const found = content_sections(undefined, { worry: { text: "x" } }, words);
  expect(found).toEqual([
    {
      id: "other",
      title: "Other",
      rows: [{ path: "worry.text", label: "worry, text", answers: ["x"] }],
    },
  ]);
});
