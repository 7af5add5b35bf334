import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

/** A sentence of the server's, which writes its reasons in English: read out as such. */
export function Said({ text }: { text: string }): ReactElement {
  const { i18n } = useTranslation();
  return <span lang={i18n.language === "en" ? undefined : "en"}>{text}</span>;
}
