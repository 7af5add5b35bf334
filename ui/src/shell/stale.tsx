import { Alert } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useClock } from "../time/use_clock";
import { short_instant } from "../time/words";

interface Props {
  /** When what is shown was read, in milliseconds as the query knows it. */
  at: number;
  failing: boolean;
}

/** Says how old a page is that renews itself, and when it no longer can. */
export function Stale({ at, failing }: Props): ReactElement {
  const { t } = useTranslation();
  const clock = useClock();
  const when = short_instant(new Date(at), clock);
  if (failing) return <Alert data-color="warning">{t("app.stale", { when })}</Alert>;
  return <p className="muted screen-only">{t("app.as_of", { when })}</p>;
}
