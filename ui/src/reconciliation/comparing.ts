// From what stands in the form to a request, and from what is wrong to words.
import { Problem } from "../api/problem";
import type { ListedRow, NewReconciliation } from "../api/reconciliation";
import { filled } from "../text/page_texts";
import { instant_at } from "../time/wall";
import type { ReadList } from "./listed_rows";
import type { ReconciliationTexts } from "./texts";

/** What the server takes at most, less what the request adds. */
const FILE_BYTES_MAX = 7 * 1024 * 1024;
const FAULTS_SHOWN = 10;

type ReadFile = { text: string } | { fault: "not_utf8" | "too_large" };

/** A spreadsheet's old encodings would turn references into others: only UTF-8 is taken. */
export async function read_file(file: Blob): Promise<ReadFile> {
  if (file.size > FILE_BYTES_MAX) return { fault: "too_large" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()) };
  } catch {
    return { fault: "not_utf8" };
  }
}

/** Of which time the list has everything; nothing where only half of it is there. */
export function window_of(
  from: string,
  until: string,
  zone: string,
): { from?: string; until?: string } | undefined {
  if (from === "" && until === "") return {};
  const [begins, ends] = [instant_at(from, zone), instant_at(until, zone)];
  if (begins === undefined || ends === undefined) return undefined;
  return begins < ends ? { from: begins, until: ends } : undefined;
}

/** The API takes no others: of what an exported list has besides, nothing is compared. */
const UNIT_COLUMNS: ReadonlySet<string> = new Set(["delivery_id", "state"]);
const SENDER_COLUMNS: ReadonlySet<string> = new Set([
  ...["report_id", "code"],
  ...["sender_reference", "digest"],
]);

export function request_of(
  unit: string,
  window: { from?: string; until?: string },
  rows: readonly ListedRow[],
): NewReconciliation {
  const own = unit === "" ? SENDER_COLUMNS : UNIT_COLUMNS;
  const items = rows.map(({ cells }) =>
    Object.fromEntries(Object.entries(cells).filter(([name]) => own.has(name))),
  );
  return { ...(unit === "" ? {} : { unit }), ...window, items };
}

export function faults_in_words(faults: ReadList["faults"], text: ReconciliationTexts): string[] {
  const words = faults
    .slice(0, FAULTS_SHOWN)
    .map(({ fault, line }) => filled(text.faults[fault], { line }));
  const others = faults.length - words.length;
  return others > 0 ? [...words, filled(text.more_faults, { count: others })] : words;
}

/** What the server says of `/items/17/digest`, said of a line of the file. */
export function with_lines(
  problem: Problem,
  rows: readonly ListedRow[],
  text: ReconciliationTexts,
): Problem {
  const errors = problem.errors.slice(0, FAULTS_SHOWN).map(({ pointer, detail }) => {
    const [, at, member = ""] = /^\/items\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? [];
    const row = at === undefined ? undefined : rows[Number(at)];
    if (row === undefined) return { pointer, detail };
    return {
      pointer,
      detail: `${filled(text.line, { line: row.line })}: ${`${member} ${detail}`.trim()}`,
    };
  });
  return new Problem({ ...problem, cause: problem.cause, errors });
}
