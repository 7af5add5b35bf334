import { expect, test } from "vitest";
import { content_to_send, missing_answers } from "./answers";
import { example_form } from "./example_form";
import { field_at_pointer, value_at, with_value } from "./paths";

const [worry, children] = example_form.pages;
if (worry === undefined || children === undefined) throw new Error("the example has two pages");

test("Needed answers that are blank are missing", () => {
  const content = { worry: { text: "  ", now: false } };
  expect(missing_answers(worry, content)).toEqual([{ path: "worry.text", label: "What is it?" }]);
});

test("No is an answer", () => {
  expect(missing_answers(worry, { worry: { text: "x", now: false } })).toEqual([]);
});

test("A repeated page asks once before anything is given, and once for each element", () => {
  expect(missing_answers(children, {}).map(({ path }) => path)).toEqual(["children.0.name"]);
  const content = { children: [{ name: "Jonas" }, {}] };
  expect(missing_answers(children, content).map(({ path }) => path)).toEqual(["children.1.name"]);
});

test("What is sent holds answers only, with numbers as numbers", () => {
  const draft = {
    worry: { text: " kept as typed ", kinds: [], since: "" },
    children: [{ name: "Jonas", age: " 7,5 " }, { name: "" }],
  };
  expect(content_to_send(example_form, draft)).toEqual({
    worry: { text: " kept as typed " },
    children: [{ name: "Jonas", age: 7.5 }],
  });
});

test("A number that does not read as one is sent as typed", () => {
  const draft = { children: [{ age: "about seven" }] };
  expect(content_to_send(example_form, draft)).toEqual(draft);
});

test("Changing a value leaves the content before it alone", () => {
  const before = { children: [{ name: "Jonas" }] };
  const changed = with_value(before, "children.1.name", "Emma");
  expect(changed).toEqual({ children: [{ name: "Jonas" }, { name: "Emma" }] });
  expect(before).toEqual({ children: [{ name: "Jonas" }] });
});

test("Only own members are found", () => {
  expect(value_at({}, "constructor.name")).toBeUndefined();
});

test("A pointer leads to its question", () => {
  expect(field_at_pointer(example_form, "/content/children/1/age")?.label).toBe("Age");
  expect(field_at_pointer(example_form, "/content/police")).toBeUndefined();
});
