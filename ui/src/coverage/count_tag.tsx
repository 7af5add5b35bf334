import { Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { level_name } from "./levels";
import type { LevelName } from "./levels";

const COLOUR = { nobody: "danger", low: "warning", enough: "neutral" } as const satisfies Record<
  LevelName,
  string
>;

/** How many can open it, in words: nobody and one are said, not only coloured. */
export function CountTag({ count, needed }: { count: number; needed: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <Tag data-color={COLOUR[level_name(count, needed)]}>{t("coverage.people", { count })}</Tag>
  );
}
