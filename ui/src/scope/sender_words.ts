import type { NamedSender } from "../api/scope";

/** What a sender is called; `unknown` where the reader must not learn it. */
export function sender_words(
  sender: NamedSender | undefined,
  words: { public: string; sender_hidden: string },
): string {
  if (sender === undefined) return words.sender_hidden;
  return sender.name ?? (sender.id === "public" ? words.public : sender.id);
}
