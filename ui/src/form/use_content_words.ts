import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ContentWords } from "./content_sections";

function date_words(iso: string, language: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (match === null) return iso;
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  const locale = language === "en" ? "en-GB" : "nb-NO";
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(date);
}

export function useContentWords(): ContentWords {
  const { t, i18n } = useTranslation();
  return useMemo(
    () => ({
      yes: t("form.yes"),
      no: t("form.no"),
      other: t("form.other"),
      date: (iso) => date_words(iso, i18n.language),
    }),
    [t, i18n.language],
  );
}
