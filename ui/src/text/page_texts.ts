import { useTranslation } from "react-i18next";

/** Texts of one page alone, in both languages: they come with it, not with the first load. */
export interface PageTexts<T> {
  nb: T;
  en: T;
}

/** Those in the reader's language. */
export function usePageTexts<T>({ nb, en }: PageTexts<T>): T {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? en : nb;
}

/** Puts values into the places of a text. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}
