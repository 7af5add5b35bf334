import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";

/** Leads to the escalations and says how many wait, in words for those who hear it. */
export function EscalationsLink({ waiting }: { waiting: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <NavLink to="/escalations">
      {t("app.escalations")}
      {waiting > 0 && (
        <>
          <span className="count-badge" aria-hidden="true">
            {waiting}
          </span>
          <span className="unseen">{t("escalations.waiting_badge", { count: waiting })}</span>
        </>
      )}
    </NavLink>
  );
}
