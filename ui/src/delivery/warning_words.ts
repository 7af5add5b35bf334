import type { Warning } from "../api/delivery";
import { warnings } from "../text/nb/warnings";

/** What a warning says; in the server's words where we have none of our own. */
export function warning_words({ code, detail }: Warning, language: string): string {
  return (language === "nb" ? warnings[code] : undefined) ?? detail;
}
