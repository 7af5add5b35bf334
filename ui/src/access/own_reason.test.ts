import { expect, test } from "vitest";
import { own_reason } from "./own_reason";

test("Whoever can open it does so by their role", () => {
  expect(own_reason({ able: true }, ["caseworker"])).toBe("works");
  expect(own_reason({ able: true }, ["caseworker", "unit_leader"])).toBe("leads");
});

test("A reader who cannot is away, or has access to other kinds", () => {
  const away = { able: false, until: "2026-11-27T00:00:00Z" };
  expect(own_reason(away, ["caseworker"])).toBe("away");
  expect(own_reason({ able: false }, ["caseworker"])).toBe("other_kinds");
});

test("What the session does not know is left to the server", () => {
  expect(own_reason({ able: true }, [])).toBeUndefined();
  expect(own_reason({ able: false }, ["director"])).toBeUndefined();
});
