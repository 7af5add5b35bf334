// Somebody who calls the API as another program would, signed in or not.
import assert from "node:assert/strict";

export class Caller {
  constructor(demo) {
    this.address = demo.address;
  }

  async sign_in({ login, password }) {
    const { response, body } = await this.post("/session", { login, password });
    assert.equal(response.status, 200);
    this.cookie = response.headers.get("set-cookie").split(";")[0];
    this.csrf = body.csrf;
    return this;
  }

  get(path) {
    return this.#call(path, { method: "GET" });
  }

  post(path, body, headers = {}) {
    const change = { "Content-Type": "application/json", "X-CSRF-Token": this.csrf ?? "" };
    return this.#call(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { ...change, ...headers },
    });
  }

  async #call(path, init) {
    const cookie = this.cookie ? { Cookie: this.cookie } : {};
    const headers = { ...init.headers, ...cookie };
    const response = await fetch(`${this.address}/api/v1${path}`, { ...init, headers });
    const text = await response.text();
    const is_json = /json/.test(response.headers.get("content-type") ?? "");
    return { response, text, body: is_json ? JSON.parse(text) : undefined };
  }
}
