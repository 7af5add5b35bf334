import { afterEach, expect, test, vi } from "vitest";
import { ApiClient, query } from "./client";

const json = { "Content-Type": "application/json" };
const answer = (body: string, init: ResponseInit): void => {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response(body, init)),
  );
};
const sent = (): { address: string; headers: Record<string, string> } => {
  const [address, init] = vi.mocked(fetch).mock.calls[0] ?? [];
  return { address: String(address), headers: init?.headers as Record<string, string> };
};

afterEach(() => vi.unstubAllGlobals());

test("A change carries the session's token, its key and the version that was seen", async () => {
  answer("{}", { status: 200, headers: json });
  const api = new ApiClient("nb");
  api.use_csrf("token");
  await api.post("/deliveries/1/open", { key: "key", version: "7" });
  expect(sent().address).toBe("/api/v1/deliveries/1/open");
  expect(sent().headers).toMatchObject({
    "X-CSRF-Token": "token",
    "Idempotency-Key": "key",
    "If-Match": '"7"',
    "Accept-Language": "nb",
  });
});

test("A read carries no token", async () => {
  answer("{}", { status: 200, headers: json });
  const api = new ApiClient("nb");
  api.use_csrf("token");
  await api.get("/inbox");
  expect(sent().headers).not.toHaveProperty("X-CSRF-Token");
});

test("Only the expected status counts as accepted", async () => {
  answer("{}", { status: 200, headers: json });
  const sending = new ApiClient("nb").post("/reports", { key: "key", status: 201 });
  await expect(sending).rejects.toMatchObject({ cause: "unreadable", status: 200 });
});

test("A success that is not JSON did not come from our server", async () => {
  answer("<h1>Welcome to the wireless</h1>", { status: 200 });
  await expect(new ApiClient("nb").get("/inbox")).rejects.toMatchObject({ cause: "unreadable" });
});

test("A lost session is told, except when somebody tries to sign in", async () => {
  answer("", { status: 401 });
  const api = new ApiClient("nb");
  const tell = vi.fn();
  api.when_signed_out(tell);
  await expect(api.post("/session", { key: "key" })).rejects.toMatchObject({ status: 401 });
  expect(tell).not.toHaveBeenCalled();
  await expect(api.get("/inbox")).rejects.toMatchObject({ cause: "signed_out" });
  expect(tell).toHaveBeenCalledOnce();
});

test("A missing answer is told apart from a refusal", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(() => Promise.reject(new TypeError("failed"))),
  );
  await expect(new ApiClient("nb").get("/inbox")).rejects.toMatchObject({ cause: "unreachable" });
});

test("A query holds what is set, escaped", () => {
  expect(query({ q: "Bærum & Oslo", after: "", limit: 5, kind: undefined })).toBe(
    "?q=B%C3%A6rum+%26+Oslo&limit=5",
  );
  expect(query({})).toBe("");
});

test("Where there is nothing to say, done is enough", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response(null, { status: 204 })),
  );
  await expect(new ApiClient("nb").post("/people/1/disable", { key: "key" })).resolves.toBeNull();
});
