import { expect, test } from "vitest";
import { example_form } from "../form/example_form";
import { EMPTY_DRAFT, is_begun, report_from } from "./draft";
import type { Draft } from "./draft";

const draft = (part: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, kind: "concern", ...part });

test("A chosen unit is addressed, and otherwise the place as it was typed", () => {
  const unit = { id: "u1", name: "Bergenhus" };
  expect(report_from(draft({ unit }), "concern", example_form)).toMatchObject({ unit: "u1" });
  const report = report_from(draft({ place_text: "Berge" }), "concern", example_form);
  expect(report).toMatchObject({ place: { municipality: "Berge" } });
  expect(report).not.toHaveProperty("unit");
});

test("Only stored files are named, and only answers to this kind are sent", () => {
  const file = new File(["x"], "a.txt");
  const report = report_from(
    draft({
      contents: { concern: { worry: { text: "x" } }, other: { worry: { text: "y" } } },
      files: [
        { id: "1", file, state: "stored", upload: "up1" },
        { id: "2", file, state: "failed" },
      ],
    }),
    "concern",
    example_form,
  );
  expect(report.attachments).toEqual([{ upload: "up1", name: "a.txt" }]);
  expect(report.content).toEqual({ worry: { text: "x" } });
});

test("What was left empty is left out", () => {
  const report = report_from(draft({ reference: "  " }), "concern", example_form);
  expect(report).not.toHaveProperty("sender_reference");
  expect(report).not.toHaveProperty("earlier");
  expect(report).not.toHaveProperty("occurred_at");
});

test("A draft is begun once something would be lost", () => {
  expect(is_begun(draft({}))).toBe(false);
  expect(is_begun(draft({ contents: { concern: { worry: {} } } }))).toBe(true);
  expect(is_begun(draft({ earlier: "r1" }))).toBe(true);
});

test("A report that was asked for again says which one it repeats", () => {
  const report = report_from(draft({ earlier: "r1" }), "concern", example_form);
  expect(report).toMatchObject({ earlier: "r1" });
});
