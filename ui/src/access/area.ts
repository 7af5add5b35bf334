// Areas of work: pages that share one entry of the main menu.

export type Area = "access" | "proof";

interface AreaPage {
  path: string;
  name:
    | "coverage"
    | "access"
    | "what_if"
    | "self_check"
    | "retention"
    | "drills"
    | "silence"
    | "scope"
    | "balance"
    | "reconciliation"
    | "readback";
  /** Senders follow what their organisation sent, but watch no unit. */
  who: "anybody" | "watching" | "managing" | "sending";
}

export const AREAS: Readonly<Record<Area, readonly AreaPage[]>> = {
  access: [
    { path: "/coverage", name: "coverage", who: "watching" },
    { path: "/can-i-open", name: "self_check", who: "anybody" },
    { path: "/access", name: "access", who: "managing" },
    { path: "/what-if", name: "what_if", who: "watching" },
    { path: "/retention", name: "retention", who: "watching" },
    { path: "/drills", name: "drills", who: "watching" },
    { path: "/silence", name: "silence", who: "watching" },
  ],
  proof: [
    { path: "/scope", name: "scope", who: "sending" },
    { path: "/balance", name: "balance", who: "sending" },
    { path: "/reconciliation", name: "reconciliation", who: "sending" },
    { path: "/readback", name: "readback", who: "watching" },
  ],
};

/** A person's page belongs to it too, though no link of the menu leads there. */
const FURTHER: Readonly<Record<Area, readonly string[]>> = { access: ["/people"], proof: [] };

export function is_in_area(path: string, area: Area): boolean {
  const begins = (with_path: string): boolean =>
    path === with_path || path.startsWith(`${with_path}/`);
  return AREAS[area].some((page) => begins(page.path)) || FURTHER[area].some(begins);
}
