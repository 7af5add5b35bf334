// The pages about who can open what, and about what is kept.

interface AreaPage {
  path: string;
  name: "coverage" | "access" | "what_if" | "self_check" | "retention" | "drills" | "silence" | "scope";
  who: "anybody" | "watching" | "managing";
}

export const AREA: readonly AreaPage[] = [
  { path: "/coverage", name: "coverage", who: "watching" },
  { path: "/can-i-open", name: "self_check", who: "anybody" },
  { path: "/access", name: "access", who: "managing" },
  { path: "/what-if", name: "what_if", who: "watching" },
  { path: "/retention", name: "retention", who: "watching" },
  { path: "/drills", name: "drills", who: "watching" },
  { path: "/silence", name: "silence", who: "watching" },
  { path: "/scope", name: "scope", who: "watching" },
];

/** A person's page belongs to it too, though no link of the menu leads there. */
const FURTHER = ["/people"];

export function is_in_area(path: string): boolean {
  const begins = (with_path: string): boolean =>
    path === with_path || path.startsWith(`${with_path}/`);
  return AREA.some((page) => begins(page.path)) || FURTHER.some(begins);
}
