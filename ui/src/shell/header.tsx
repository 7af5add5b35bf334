import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, useNavigate } from "react-router";
import { inbox_units, may_report } from "../session/grants";
import { usePerson, useSession } from "../session/session_context";
import { LanguageButton } from "./language_button";

export function Header(): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const { sign_out } = useSession();
  const navigate = useNavigate();
  const [failed, set_failed] = useState(false);

  const leave = async (): Promise<void> => {
    try {
      await sign_out();
      // The next person on this machine starts from the beginning.
      await navigate("/");
    } catch {
      set_failed(true);
    }
  };

  return (
    <header className="header">
      <div className="header-top">
        <NavLink className="brand" to="/">
          {t("app.name")}
        </NavLink>
        <p className="who">
          <span>{person.name}</span> <small>{person.organisation.name}</small>
        </p>
        <LanguageButton />
        <Button variant="tertiary" data-size="sm" onClick={() => void leave()}>
          {t("app.sign_out")}
        </Button>
      </div>
      {failed && <p role="alert">{t("app.sign_out_failed")}</p>}
      <nav aria-label={t("app.navigation")}>
        {inbox_units(person).length > 0 && <NavLink to="/inbox">{t("app.inbox")}</NavLink>}
        {may_report(person) && <NavLink to="/report">{t("app.report")}</NavLink>}
        {may_report(person) && <NavLink to="/reports">{t("app.sent")}</NavLink>}
      </nav>
    </header>
  );
}
