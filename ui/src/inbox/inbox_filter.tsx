import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { NamedUnit } from "../api/unit";
import { UnitSelect } from "../unit/unit_select";
import type { Shown } from "./use_inbox";

interface Props {
  units: NamedUnit[];
  unit: NamedUnit;
  shown: Shown;
}

/** The choice stands in the address, so that it can be kept and shared. */
export function InboxFilter({ units, unit, shown }: Props): ReactElement {
  const { t } = useTranslation();
  const [params, set_params] = useSearchParams();

  const address = (state: Shown): string => {
    const next = new URLSearchParams(params);
    next.set("state", state);
    return `?${next.toString()}`;
  };

  return (
    <div className="filter">
      <UnitSelect
        units={units}
        unit={unit}
        on_choose={(id) => set_params({ unit: id, state: shown })}
      />
      <nav className="switch" aria-label={t("inbox.show")}>
        {(["open", "closed"] as const).map((state) => (
          <Link key={state} to={address(state)} aria-current={state === shown ? "true" : undefined}>
            {t(`inbox.${state}`)}
          </Link>
        ))}
      </nav>
    </div>
  );
}
