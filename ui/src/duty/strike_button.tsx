import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../api/use_change";
import { ConfirmButton } from "../shell/confirm_button";
import { ProblemAlert } from "../shell/problem_alert";
import { useDutyChanged } from "./use_duty";

interface Props {
  path: string;
  kind: "shift" | "leave";
  unit: string;
  /** Who and when, for those who hear the button alone. */
  about: string;
  on_struck: () => void;
}

/** Calls off a shift or takes back a leave. */
export function StrikeButton({ path, kind, unit, about, on_struck }: Props): ReactElement {
  const { t } = useTranslation();
  const changing = useChange();
  const changed = useDutyChanged(unit);
  const strike = async (): Promise<void> => {
    if (!(await changing.remove(path))) return;
    changed();
    on_struck();
  };
  const of_leave = kind === "leave";
  return (
    <>
      <ConfirmButton
        label={t(of_leave ? "rota.strike_leave" : "rota.strike")}
        sure={t(of_leave ? "rota.strike_leave_sure" : "rota.strike_sure")}
        keep={t("rota.strike_keep")}
        about={about}
        busy={changing.busy}
        on_confirm={() => void strike()}
      />
      {changing.problem !== null && (
        <ProblemAlert problem={changing.problem} title={t("rota.not_changed")} changing />
      )}
    </>
  );
}
