import { Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageHeading } from "./page_heading";

export function NotFound(): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t("app.not_found")} />
      <Paragraph>{t("app.not_found_text")}</Paragraph>
      <Link className="ds-link" to="/">
        {t("app.home")}
      </Link>
    </>
  );
}
