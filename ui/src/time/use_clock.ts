import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clock } from "./words";

const TICK_MS = 30_000;

/** The present, refreshed often enough for words that count minutes. */
export function useClock(): Clock {
  const { i18n } = useTranslation();
  const [now, set_now] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => set_now(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => ({ now, language: i18n.language }), [now, i18n.language]);
}
