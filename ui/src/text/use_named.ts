import { useCallback } from "react";
import { useTranslation } from "react-i18next";

type Group =
  | "state"
  | "role"
  | "service"
  | "milestone"
  | "duty"
  | "outcome"
  | "close_reason"
  | "listener"
  | "assumption"
  | "problem_state"
  | "contact"
  | "drill"
  | "drill_outcome"
  | "hold"
  | "request_state"
  | "retention_state"
  | "silence_state";

/** The word for a name from the server. Packs may add names: unknown ones are shown as they are. */
export function useNamed(): (group: Group, name: string) => string {
  const { t, i18n } = useTranslation();
  return useCallback(
    (group, name) => {
      const key = `${group}.${name}`;
      return i18n.exists(key) ? t(key as "state.opened") : name.replaceAll("_", " ");
    },
    [t, i18n],
  );
}
