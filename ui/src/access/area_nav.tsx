import "./area.css";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { manages_access, sends, watches } from "../session/grants";
import { usePerson } from "../session/session_context";
import { AREAS } from "./area";
import type { Area } from "./area";

/** The pages of one area of work, which share one entry of the main menu. */
export function AreaNav({ area = "access" }: { area?: Area }): ReactElement | null {
  const { t } = useTranslation();
  const person = usePerson();
  const may = {
    anybody: true,
    watching: watches(person),
    managing: manages_access(person),
    sending: watches(person) || sends(person),
  };
  const shown = AREAS[area].filter(({ who }) => may[who]);
  if (shown.length < 2) return null;
  return (
    <nav className="area screen-only" aria-label={t(area === "proof" ? "app.proof" : "area.pages")}>
      {shown.map(({ path, name }) => (
        <NavLink key={path} to={path}>
          {t(`area.${name}`)}
        </NavLink>
      ))}
    </nav>
  );
}
