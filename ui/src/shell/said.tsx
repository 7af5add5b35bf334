import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Sentence } from "../api/words";

/** What the server says: in the reader's language where it has that, or marked as English. */
export function Said({ text }: { text: Sentence }): ReactElement {
  const { i18n } = useTranslation();
  const english = i18n.language === "en";
  if (typeof text !== "string") return <span>{english ? text.en : text.nb}</span>;
  return <span lang={english ? undefined : "en"}>{text}</span>;
}
