/** What the server says about one field, addressed by a JSON pointer into the request. */
export interface FieldProblem {
  pointer: string;
  detail: string;
}

/**
 * Why a request has no usable answer.
 * - refused: the server said no, and `detail` is its reason.
 * - signed_out: there is no session any more.
 * - unreachable: no answer came; whether a change was stored is unknown.
 * - unreadable: something answered, but not our server (a captive portal, a proxy's error page).
 */
export type ProblemCause = "refused" | "signed_out" | "unreachable" | "unreadable";

interface ProblemParts {
  cause: ProblemCause;
  status?: number;
  type?: string;
  title?: string;
  detail?: string;
  kept?: boolean | undefined;
  errors?: FieldProblem[];
}

export class Problem extends Error {
  override readonly cause: ProblemCause;
  readonly status: number;
  /** The last part of the problem's type address, the stable name that code may compare. */
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  /** Whether the server kept what was sent; undefined when nobody knows. */
  readonly kept: boolean | undefined;
  readonly errors: FieldProblem[];

  constructor(parts: ProblemParts) {
    super(parts.detail ?? parts.title ?? parts.cause);
    this.cause = parts.cause;
    this.status = parts.status ?? 0;
    this.type = parts.type ?? "";
    this.title = parts.title ?? "";
    this.detail = parts.detail ?? "";
    this.kept = parts.kept;
    this.errors = parts.errors ?? [];
  }
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function field_problems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== "object" || item === null) return [];
    const { pointer, detail } = item as Record<string, unknown>;
    return typeof detail === "string" ? [{ pointer: text(pointer), detail }] : [];
  });
}

/** Reads an error answer. Anything but problem+json did not come from our server. */
export function problem_from(status: number, content_type: string, body: string): Problem {
  if (status === 401) return new Problem({ cause: "signed_out", status, kept: false });
  if (!content_type.startsWith("application/problem+json")) {
    return new Problem({ cause: "unreadable", status });
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return new Problem({ cause: "unreadable", status });
  }
  if (typeof parsed !== "object" || parsed === null) {
    return new Problem({ cause: "unreadable", status });
  }
  const fields = parsed as Record<string, unknown>;
  return new Problem({
    cause: "refused",
    status,
    type: text(fields.type).split("/").pop() ?? "",
    title: text(fields.title),
    detail: text(fields.detail),
    kept: typeof fields.kept === "boolean" ? fields.kept : undefined,
    errors: field_problems(fields.errors),
  });
}

export function as_problem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem({ cause: "unreachable" });
}

/** Whether the server surely did nothing: it said so, or it refused before it began. */
export function is_definite(problem: Problem): boolean {
  const before = problem.status >= 400 && problem.status < 500;
  return problem.cause === "refused" && (before || problem.kept === false);
}

/** The message for one field of a flat form, where the server named that field. */
export function field_problem(problem: Problem | null, name: string): string | undefined {
  return problem?.errors.find((error) => error.pointer === `/${name}`)?.detail;
}
