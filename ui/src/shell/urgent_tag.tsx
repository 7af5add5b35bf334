import { Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icon";

export function UrgentTag(): ReactElement {
  const { t } = useTranslation();
  return (
    <Tag data-color="danger">
      <Icon name="urgent" />
      {t("inbox.urgent")}
    </Tag>
  );
}
