import { Alert, Paragraph } from "@digdir/designsystemet-react";
import type { TFunction } from "i18next";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Reachability } from "../api/unit";
import { warning_words } from "../delivery/warning_words";
import { useClock } from "../time/use_clock";
import { short_instant } from "../time/words";
import type { Clock } from "../time/words";
import { useReachability } from "./use_units";

/** What the words about its hours and people say already. */
const SAID_ANYWAY: ReadonlySet<string> = new Set(["unit_closed", "nobody_can_open"]);

interface Props {
  unit: string;
  kind: string | undefined;
}

/** Who could open a report there now, told before it is sent. Silent while that is not known. */
export function Reachable({ unit, kind }: Props): ReactElement | null {
  const { t } = useTranslation();
  const clock = useClock();
  const { data } = useReachability(unit, kind);
  if (data === undefined) return null;
  const reachable = data.open_now && data.people > 0;
  const further = (data.warnings ?? []).filter(({ code }) => !SAID_ANYWAY.has(code));
  return (
    <>
      {reachable && (
        <Paragraph className="muted" role="status">
          {t("unit_search.open_now", { count: data.people })}
        </Paragraph>
      )}
      {!reachable && (
        <Alert data-color="warning" role="status">
          {data.people > 0 ? closed_words(t, data, clock) : nobody_words(t, data)}
        </Alert>
      )}
      {further.map((warning) => (
        <Alert key={warning.code} data-color="warning">
          {warning_words(warning, clock.language)}
        </Alert>
      ))}
    </>
  );
}

function closed_words(t: TFunction, { opens_at, fallbacks }: Reachability, clock: Clock): string {
  const unit = fallbacks[0]?.name;
  const opens =
    opens_at === undefined
      ? t("unit_search.closed")
      : t("unit_search.opens_later", { when: short_instant(new Date(opens_at), clock) });
  return unit === undefined ? opens : `${opens} ${t("unit_search.urgent_to", { unit })}`;
}

function nobody_words(t: TFunction, { fallbacks }: Reachability): string {
  const units = fallbacks.map(({ name }) => name).join(", ");
  return units === "" ? t("unit_search.nobody") : t("unit_search.nobody_but", { units });
}
