import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Words } from "../api/words";

/** The reader's one of the sentences that the server wrote in each language. */
export function useWords(): (words: Words) => string {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useCallback((words) => (language === "en" ? words.en : words.nb), [language]);
}
