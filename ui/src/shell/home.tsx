import { Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate } from "react-router";
import { inbox_units, may_report, watches } from "../session/grants";
import { usePerson } from "../session/session_context";
import { PageHeading } from "./page_heading";

/** Leads each person to where their work is. */
export function Home(): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  if (inbox_units(person).length > 0) return <Navigate to="/inbox" replace />;
  if (watches(person)) return <Navigate to="/escalations" replace />;
  if (may_report(person)) return <Navigate to="/reports" replace />;
  return (
    <>
      <PageHeading title={t("app.nothing_for_you")} />
      <Paragraph>{t("app.nothing_for_you_text")}</Paragraph>
      <Paragraph>
        <Link className="ds-link" to="/can-i-open">
          {t("self_check.title")}
        </Link>
      </Paragraph>
    </>
  );
}
