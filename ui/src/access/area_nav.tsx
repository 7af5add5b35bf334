import "./area.css";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { manages_access, watches } from "../session/grants";
import { usePerson } from "../session/session_context";
import { AREA } from "./area";

/** The pages of one area of work, which share one entry of the main menu. */
export function AreaNav(): ReactElement | null {
  const { t } = useTranslation();
  const person = usePerson();
  const watching = watches(person);
  const managing = manages_access(person);
  const shown = AREA.filter(
    ({ who }) => who === "anybody" || (who === "watching" ? watching : managing),
  );
  if (shown.length < 2) return null;
  return (
    <nav className="area screen-only" aria-label={t("area.pages")}>
      {shown.map(({ path, name }) => (
        <NavLink key={path} to={path}>
          {t(`area.${name}`)}
        </NavLink>
      ))}
    </nav>
  );
}
