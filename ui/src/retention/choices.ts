// What can be done with the reports that somebody has chosen on the retention page.
import type { KeptReport } from "../api/retention";

export type Step = "propose" | "approve" | "withdraw";

/** The server takes no more at a time. */
const AT_ONCE = 200;

/** What is due is proposed; what another proposed is approved; any proposal may be taken back. */
export function steps_for({ state, proposed }: KeptReport, reader: string): Step[] {
  if (state === "due") return ["propose"];
  if (state !== "proposed") return [];
  return proposed?.by.id === reader ? ["withdraw"] : ["approve", "withdraw"];
}

/** Of what is chosen, those with which a step can be done. */
export function chosen_for(step: Step, items: KeptReport[], chosen: string[], reader: string) {
  const possible = items.filter(
    (item) => chosen.includes(item.report) && steps_for(item, reader).includes(step),
  );
  return possible.slice(0, AT_ONCE);
}
