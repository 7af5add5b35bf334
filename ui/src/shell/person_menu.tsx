import { Button } from "@digdir/designsystemet-react";
import { useRef } from "react";
import type { FocusEvent, KeyboardEvent, ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { usePerson } from "../session/session_context";
import { LanguageButton } from "./language_button";

interface Props {
  on_sign_out: () => void;
}

/** What belongs to the person rather than to the work. Closes by Escape and when it is left. */
export function PersonMenu({ on_sign_out }: Props): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const menu = useRef<HTMLDetailsElement>(null);
  const summary = useRef<HTMLElement>(null);

  const close = (): void => {
    if (menu.current !== null) menu.current.open = false;
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || menu.current?.open !== true) return;
    close();
    summary.current?.focus();
  };
  const left = (event: FocusEvent): void => {
    // Also nowhere: a click on what takes no focus.
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  };

  return (
    <details className="person-menu" ref={menu} onKeyDown={key} onBlur={left}>
      <summary ref={summary}>
        <span className="who">
          <span>{person.name}</span> <small>{person.organisation.name}</small>
        </span>
      </summary>
      {/* Without it a click between the choices would count as leaving. */}
      <ul tabIndex={-1}>
        <li>
          <NavLink to="/can-i-open" onClick={close}>
            {t("self_check.title")}
          </NavLink>
        </li>
        <li>
          <NavLink to="/contacts" onClick={close}>
            {t("app.contacts")}
          </NavLink>
        </li>
        <li>
          <LanguageButton />
        </li>
        <li>
          <Button variant="tertiary" data-size="sm" onClick={on_sign_out}>
            {t("app.sign_out")}
          </Button>
        </li>
      </ul>
    </details>
  );
}
