import { useEffect, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, useLocation, useNavigate } from "react-router";
import { is_in_area } from "../access/area";
import { EscalationsLink } from "../escalation/escalations_link";
import { useToldMe, useWaiting } from "../escalation/use_escalations";
import { inbox_units, may_report, problem_units } from "../session/grants";
import { watched_units, watches } from "../session/grants";
import { usePerson, useSession } from "../session/session_context";
import { PersonMenu } from "./person_menu";

export function Header(): ReactElement {
  const { t } = useTranslation();
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
        <PersonMenu on_sign_out={() => void leave()} />
      </div>
      {failed && <p role="alert">{t("app.sign_out_failed")}</p>}
      <Navigation />
    </header>
  );
}

/** Where a person's work is. On phones behind one button, which says what waits there. */
function Navigation(): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const { key, pathname } = useLocation();
  const [open, set_open] = useState(false);
  const watching = watches(person);
  const works = inbox_units(person).length > 0;
  const waiting = useWaiting(watched_units(person)) ?? 0;
  // Whoever sent a report watches nothing, but may be told that nobody has opened it.
  const told = useToldMe();

  useEffect(() => set_open(false), [key]);

  return (
    <>
      <button
        type="button"
        className="menu-button"
        aria-expanded={open}
        aria-controls="navigation"
        onClick={() => set_open(!open)}
      >
        {t("app.menu")}
        {waiting > 0 && <small>{t("app.menu_waiting", { count: waiting })}</small>}
      </button>
      <nav id="navigation" aria-label={t("app.navigation")} className={open ? "open" : undefined}>
        {works && <NavLink to="/inbox">{t("app.inbox")}</NavLink>}
        {watching && <NavLink to="/obligations">{t("app.obligations")}</NavLink>}
        {(watching || told) && <EscalationsLink waiting={waiting} />}
        {watching && <NavLink to="/duty">{t("app.duty")}</NavLink>}
        {works && <NavLink to="/handover">{t("app.handover")}</NavLink>}
        {watching && (
          <>
            <Link to="/coverage" className={is_in_area(pathname, "access") ? "active" : undefined}>
              {t("app.area")}
            </Link>
            <Link to="/scope" className={is_in_area(pathname, "proof") ? "active" : undefined}>
              {t("app.proof")}
            </Link>
          </>
        )}
        {problem_units(person).length > 0 && (
          <NavLink to="/problems">{t("app.problems")}</NavLink>
        )}
        {may_report(person) && (
          <>
            <NavLink to="/report">{t("app.report")}</NavLink>
            <NavLink to="/reports">{t("app.sent")}</NavLink>
          </>
        )}
      </nav>
    </>
  );
}
