import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import { Problem } from "../api/problem";
import { nb } from "../text/nb";
import { problem_words } from "./problem_words";
import type { ProblemWords } from "./problem_words";

const texts = i18next.createInstance();

beforeAll(() => texts.init({ lng: "nb", resources: { nb: { translation: nb } } }));

const words = (problem: Problem, changing = true): ProblemWords =>
  problem_words(texts.t, problem, changing);

test("A change without an answer is unknown, never failed", () => {
  const problem = new Problem({ cause: "unreachable" });
  expect(words(problem).text).toBe(nb.problem.change_unknown);
  expect(words(problem, false).text).toBe(nb.problem.unreachable_text);
});

test("A refusal gives the server's reason and what became of what was sent", () => {
  const parts = { cause: "refused", status: 422, title: "Ugyldig", detail: "For kort." } as const;
  expect(words(new Problem({ ...parts, kept: false }))).toMatchObject({
    title: "Ugyldig",
    text: `For kort. ${nb.problem.not_kept}`,
  });
  expect(words(new Problem({ ...parts, kept: true })).text).toContain(nb.problem.kept);
  expect(words(new Problem(parts)).text).toBe("For kort.");
});

test("A server that fails without a word about it may have stored the change", () => {
  const parts = { status: 503, title: "Feil", detail: "Disken svarte ikke." };
  const failed = new Problem({ ...parts, cause: "refused" });
  expect(words(failed).text).toContain(nb.problem.change_unknown);
  expect(words(failed, false).text).toBe("Disken svarte ikke.");
});

test("A version that is not the latest asks to look again", () => {
  const problem = new Problem({ cause: "refused", status: 412, title: "Precondition failed" });
  expect(words(problem).title).toBe(nb.problem.changed);
});

test("An answer from something else names its code", () => {
  const found = words(new Problem({ cause: "unreadable", status: 502 }));
  expect(found.text).toContain("502");
  expect(found.text).toContain(nb.problem.change_unknown);
});
