import type { nb } from "./nb";
import { delivery } from "./en/delivery";
import { inbox } from "./en/inbox";
import { report } from "./en/report";
import { shell } from "./en/shell";

/** Typed by the original, so that a text without translation does not compile. */
export const en: typeof nb = { ...shell, ...inbox, ...delivery, ...report };
