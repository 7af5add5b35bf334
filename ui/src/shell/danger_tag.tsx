import { Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Danger } from "../api/delivery";
import { UrgentTag } from "./urgent_tag";

interface Props {
  urgent: boolean;
  danger?: Danger | undefined;
}

/** How dangerous it may be, in words: what nobody has judged yet is never called standard. */
export function DangerTag({ urgent, danger }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (urgent || danger === "urgent") return <UrgentTag />;
  if (danger !== "unassessed") return null;
  return <Tag data-color="warning">{t("app.unassessed")}</Tag>;
}
