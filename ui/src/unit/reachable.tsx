import { Alert, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useClock } from "../time/use_clock";
import { short_instant } from "../time/words";
import { useReachability } from "./use_units";

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
  if (data.open_now && data.people > 0) {
    return (
      <Paragraph className="muted" role="status">
        {t("unit_search.open_now", { count: data.people })}
      </Paragraph>
    );
  }
  const units = data.fallbacks.map(({ name }) => name).join(", ");
  const when = data.opens_at === undefined ? "" : short_instant(new Date(data.opens_at), clock);
  return (
    <Alert data-color="warning" role="status">
      {when === "" ? t("unit_search.not_open") : t("unit_search.open_later", { when })}{" "}
      {units !== "" && t("unit_search.fallback", { units })}
    </Alert>
  );
}
