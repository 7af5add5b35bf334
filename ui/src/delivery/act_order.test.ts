import { expect, test } from "vitest";
import type { Act, ActName, DeliveryState, Milestone } from "../api/delivery";
import { act_order } from "./act_order";
import { is_owed, next_obligation } from "./next_obligation";

const at = "2026-11-23T11:30:00Z";
const act = (name: ActName, allowed = true): Act => ({ name, allowed });
const reached = (...names: string[]): Milestone[] => names.map((name) => ({ name, at }));
const next = (state: DeliveryState, acts: Act[], ...milestones: string[]): string | undefined =>
  act_order({ state, acts, milestones: reached(...milestones) }).next?.name;

const ALL = [act("close"), act("forward"), act("answer"), act("assess"), act("file"), act("take")];

test("The next act is the first step that nobody has done", () => {
  expect(next("unopened", [act("open"), ...ALL], "accepted")).toBe("open");
  expect(next("opened", ALL, "opened")).toBe("file");
  expect(next("assessed", ALL, "opened", "filed", "assessed")).toBe("answer");
  expect(next("answered", ALL, "opened", "filed", "assessed", "answered")).toBe("close");
});

test("A step that is not allowed is passed over", () => {
  expect(next("opened", [act("file", false), act("assess")], "opened")).toBe("assess");
});

test("Taking over comes first only while a delivery is on offer", () => {
  expect(next("offered", [act("take"), act("open")])).toBe("take");
  expect(next("unopened", [act("take"), act("open")])).toBe("open");
});

test("Without a step there is no next act, and all the rest can still be chosen", () => {
  const order = act_order({
    state: "closed",
    acts: [act("close", false), act("forward")],
    milestones: reached("closed"),
  });
  expect(order.next).toBeUndefined();
  expect(order.others.map(({ name }) => name)).toEqual(["forward", "close"]);
});

test("A broken deadline is owed until the act is done", () => {
  const broken = { name: "open", due: at, state: "breached" } as const;
  expect(is_owed(broken, reached("accepted"))).toBe(true);
  expect(is_owed(broken, reached("accepted", "opened"))).toBe(false);
});

test("The next deadline is the earliest that is still owed", () => {
  const obligations = [
    { name: "answer", due: "2026-12-01T00:00:00Z", state: "open" },
    { name: "assess", due: "2026-11-30T00:00:00Z", state: "open" },
    { name: "open", due: "2026-11-20T00:00:00Z", state: "met" },
  ] as const;
  expect(next_obligation([...obligations], [])?.name).toBe("assess");
});
