/**
 * Idempotency keys for one thing somebody is doing. The same content keeps its key, so that trying
 * again after a lost answer never does it twice; changed content gets a new one, because the server
 * refuses a key that returns with different content.
 */
export class RetryKey {
  private content_ = "";
  private key_ = "";

  key_for(content: unknown): string {
    const text = JSON.stringify(content) ?? "";
    if (this.key_ === "" || text !== this.content_) {
      this.content_ = text;
      this.key_ = crypto.randomUUID();
    }
    return this.key_;
  }
}
