import { expect, test } from "vitest";
import { Problem, as_problem, field_problem, problem_from } from "./problem";

const JSON_PROBLEM = "application/problem+json";

test("A problem is read with its name, its reason and its fields", () => {
  const body = JSON.stringify({
    type: "https://varde.example/problems/reason_too_short",
    title: "Too short",
    status: 422,
    detail: "Write a sentence.",
    kept: false,
    errors: [{ pointer: "/reason", detail: "At least a sentence." }, "not an error"],
  });
  const problem = problem_from(422, `${JSON_PROBLEM}; charset=utf-8`, body);
  expect(problem).toMatchObject({
    cause: "refused",
    status: 422,
    type: "reason_too_short",
    title: "Too short",
    detail: "Write a sentence.",
    kept: false,
  });
  expect(problem.errors).toHaveLength(1);
  expect(field_problem(problem, "reason")).toBe("At least a sentence.");
  expect(field_problem(problem, "outcome")).toBeUndefined();
});

test("Without a word about it nobody knows whether something was kept", () => {
  expect(problem_from(503, JSON_PROBLEM, "{}").kept).toBeUndefined();
});

test("A page of something in between is not our server's answer", () => {
  expect(problem_from(502, "text/html", "<h1>Bad gateway</h1>").cause).toBe("unreadable");
  expect(problem_from(500, JSON_PROBLEM, "{broken").cause).toBe("unreadable");
  expect(problem_from(500, JSON_PROBLEM, "null").cause).toBe("unreadable");
});

test("401 means signed out, whoever answered", () => {
  expect(problem_from(401, "text/html", "").cause).toBe("signed_out");
});

test("An error that is no problem means that no answer came", () => {
  expect(as_problem(new TypeError("failed to fetch")).cause).toBe("unreachable");
  const problem = new Problem({ cause: "refused" });
  expect(as_problem(problem)).toBe(problem);
});
