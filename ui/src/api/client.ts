import { Problem, problem_from } from "./problem";

const ROOT = "/api/v1";
const READ_TIMEOUT_MS = 20_000;
const CHANGE_TIMEOUT_MS = 60_000;

export interface Change {
  body?: unknown;
  /** Idempotency key; see RetryKey. */
  key: string;
  /** The version that the person saw, so that a change never overwrites somebody else's. */
  version?: string | undefined;
  /** The one status that means done; any other success did not come from our server. */
  status?: number;
}

interface Request {
  method: "GET" | "POST" | "PUT" | "DELETE";
  headers?: Record<string, string>;
  body?: BodyInit | null;
  timeout_ms?: number;
  status?: number | undefined;
}

/** Typed access to the server: one instance per page load, shared through ApiContext. */
export class ApiClient {
  private csrf_ = "";
  private language_: string;
  private tell_signed_out_: (() => void) | undefined;

  constructor(language: string) {
    this.language_ = language;
  }

  /** Changes carry the token of the session; empty without one. */
  use_csrf(token: string): void {
    this.csrf_ = token;
  }

  /** The language in which the server should write its reasons. */
  use_language(language: string): void {
    this.language_ = language;
  }

  /** Calls `tell` whenever a request fails because the session is gone. */
  when_signed_out(tell: (() => void) | undefined): void {
    this.tell_signed_out_ = tell;
  }

  get<T>(path: string): Promise<T> {
    return this.json_<T>(path, { method: "GET" });
  }

  post<T>(path: string, change: Change): Promise<T> {
    return this.change_<T>("POST", path, change);
  }

  put<T>(path: string, change: Change): Promise<T> {
    return this.change_<T>("PUT", path, change);
  }

  /** Large files may take long, so that only the browser's own limits end an upload. */
  upload<T>(file: Blob, key: string): Promise<T> {
    const type = file.type === "" ? "application/octet-stream" : file.type;
    const headers = { "Content-Type": type, "Idempotency-Key": key };
    const request = { method: "POST", headers, body: file, timeout_ms: 0, status: 201 } as const;
    return this.json_<T>("/uploads", request);
  }

  async remove(path: string): Promise<void> {
    await this.send_(path, { method: "DELETE" });
  }

  private change_<T>(method: "POST" | "PUT", path: string, change: Change): Promise<T> {
    const headers: Record<string, string> = {
      "Content-Type": "application/json",
      "Idempotency-Key": change.key,
    };
    if (change.version !== undefined) headers["If-Match"] = quoted(change.version);
    return this.json_<T>(path, {
      method,
      headers,
      body: JSON.stringify(change.body ?? {}),
      timeout_ms: CHANGE_TIMEOUT_MS,
      status: change.status,
    });
  }

  private async json_<T>(path: string, request: Request): Promise<T> {
    const response = await this.send_(path, request);
    if (request.status !== undefined && response.status !== request.status) {
      throw new Problem({ cause: "unreadable", status: response.status });
    }
    // Done, and nothing to say about it.
    if (response.status === 204) return null as T;
    const body = await response.text().catch(() => {
      throw new Problem({ cause: "unreachable", status: response.status });
    });
    try {
      return JSON.parse(body) as T;
    } catch {
      throw new Problem({ cause: "unreadable", status: response.status });
    }
  }

  private async send_(path: string, request: Request): Promise<Response> {
    const response = await this.fetch_(path, request);
    if (response.ok) return response;
    const body = await response.text().catch(() => "");
    const problem = problem_from(response.status, response.headers.get("Content-Type") ?? "", body);
    if (problem.cause === "signed_out" && path !== "/session") this.tell_signed_out_?.();
    throw problem;
  }

  private async fetch_(path: string, request: Request): Promise<Response> {
    const headers: Record<string, string> = {
      Accept: "application/json",
      "Accept-Language": this.language_,
      ...request.headers,
    };
    if (request.method !== "GET" && this.csrf_ !== "") headers["X-CSRF-Token"] = this.csrf_;
    const limit = request.timeout_ms ?? READ_TIMEOUT_MS;
    try {
      return await fetch(ROOT + path, {
        method: request.method,
        headers,
        body: request.body ?? null,
        credentials: "same-origin",
        redirect: "error",
        ...(limit > 0 ? { signal: AbortSignal.timeout(limit) } : {}),
      });
    } catch {
      throw new Problem({ cause: "unreachable" });
    }
  }
}

function quoted(version: string): string {
  return version.startsWith('"') ? version : `"${version}"`;
}

/** Builds a query string from what is set. */
export function query(values: Record<string, string | number | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}
