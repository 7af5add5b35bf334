import type { Act, ActName, Delivery, Milestone } from "../api/delivery";

/** The ordinary way through a delivery, and the fact that shows each step as done. */
const STEPS: readonly { act: ActName; milestone: string }[] = [
  { act: "take", milestone: "taken" },
  { act: "open", milestone: "opened" },
  { act: "file", milestone: "filed" },
  { act: "assess", milestone: "assessed" },
  { act: "answer", milestone: "answered" },
  { act: "close", milestone: "closed" },
];

/** The milestone that an obligation asks for, whether it is named by the act or by the fact. */
export function milestone_of(name: string): string {
  return STEPS.find(({ act }) => act === name)?.milestone ?? name;
}

export interface ActOrder {
  /** The one act that the page offers first. */
  next: Act | undefined;
  others: Act[];
}

function is_next(delivery: Pick<Delivery, "state">, act: Act, milestones: Milestone[]): boolean {
  const step = STEPS.find((one) => one.act === act.name);
  if (step === undefined || !act.allowed) return false;
  // Taking over is the next step only where a delivery is on offer; otherwise it is a choice.
  if (act.name === "take") return delivery.state === "offered";
  return milestones.every(({ name }) => name !== step.milestone);
}

export function act_order(delivery: Pick<Delivery, "acts" | "milestones" | "state">): ActOrder {
  const by_step = STEPS.flatMap(({ act }) => delivery.acts.filter(({ name }) => name === act));
  const next = by_step.find((act) => is_next(delivery, act, delivery.milestones));
  const others = delivery.acts.filter((act) => act !== next);
  const allowed_first = (a: Act, b: Act): number => Number(b.allowed) - Number(a.allowed);
  return { next, others: others.toSorted(allowed_first) };
}
