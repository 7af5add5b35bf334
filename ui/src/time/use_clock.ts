import { useContext, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clock } from "./words";
import { ZoneContext } from "./zone_context";

const TICK_MS = 30_000;

export interface LocalClock extends Clock {
  zone: string;
}

/** The present in the units' zone, refreshed often enough for words that count minutes. */
export function useClock(): LocalClock {
  const { i18n } = useTranslation();
  const zone = useContext(ZoneContext);
  const [now, set_now] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => set_now(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => ({ now, language: i18n.language, zone }), [now, i18n.language, zone]);
}
