import type { nb } from "./nb";
import { access } from "./en/access";
import { coverage } from "./en/coverage";
import { delivery } from "./en/delivery";
import { inbox } from "./en/inbox";
import { obligations } from "./en/obligations";
import { problems } from "./en/problems";
import { report } from "./en/report";
import { retention } from "./en/retention";
import { rota } from "./en/rota";
import { shell } from "./en/shell";

/** Typed by the original, so that a text without translation does not compile. */
export const en: typeof nb = {
  ...shell,
  ...inbox,
  ...delivery,
  ...report,
  ...obligations,
  ...rota,
  ...problems,
  ...coverage,
  ...access,
  ...retention,
};
