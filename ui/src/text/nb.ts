import { delivery } from "./nb/delivery";
import { inbox } from "./nb/inbox";
import { report } from "./nb/report";
import { shell } from "./nb/shell";

export const nb = { ...shell, ...inbox, ...delivery, ...report };
