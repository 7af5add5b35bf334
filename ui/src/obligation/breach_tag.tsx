import { Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Obligation } from "../api/delivery";

const COLOURS = {
  open: "neutral",
  met: "success",
  breached: "danger",
  cancelled: "neutral",
} as const;

/** How an obligation stands, in a word. */
export function BreachTag({ state }: Pick<Obligation, "state">): ReactElement {
  const { t } = useTranslation();
  return <Tag data-color={COLOURS[state]}>{t(`obligations.${state}`)}</Tag>;
}
