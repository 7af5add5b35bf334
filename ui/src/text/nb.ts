import { access } from "./nb/access";
import { coverage } from "./nb/coverage";
import { delivery } from "./nb/delivery";
import { inbox } from "./nb/inbox";
import { obligations } from "./nb/obligations";
import { problems } from "./nb/problems";
import { report } from "./nb/report";
import { retention } from "./nb/retention";
import { rota } from "./nb/rota";
import { shell } from "./nb/shell";

export const nb = {
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
