import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ReasonForm } from "../access/reason_form";
import type { KeptReport, Refused } from "../api/retention";
import type { NamedUnit } from "../api/unit";
import { useChange } from "../api/use_change";
import { usePerson } from "../session/session_context";
import { chosen_for } from "./choices";
import type { Step } from "./choices";
import type { StepResult } from "./kept_list";
import { useRetentionChanged } from "./use_retention";

interface Props {
  items: KeptReport[];
  chosen: string[];
  unit: NamedUnit;
  on_done: (result: StepResult) => void;
}

const PATH = {
  propose: "/retention/proposals",
  approve: "/retention/approvals",
  withdraw: "/retention/withdrawals",
} as const satisfies Record<Step, string>;

interface Stored {
  proposed?: string[];
  erased?: string[];
  withdrawn?: string[];
  refused?: Refused[];
}

/** Proposing, taking back, and erasing what is chosen: one proposes, another approves. */
export function StepBar({ items, chosen, unit, on_done }: Props): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const changing = useChange();
  const changed = useRetentionChanged(unit.id);
  const [step, set_step] = useState<Step | null>(null);
  const with_which = (one: Step): string[] =>
    chosen_for(one, items, chosen, person.id).map(({ report }) => report);

  const run = async (one: Step, reason: string): Promise<void> => {
    const reports = with_which(one);
    const body = one === "approve" ? { reports } : { reports, reason };
    const stored = await changing.post<Stored>(PATH[one], body);
    if (stored === undefined) return;
    const refused = stored.refused ?? [];
    changed();
    set_step(null);
    const count = reports.length - refused.length;
    on_done({ words: t(`retention.done_${one}`, { count }), refused });
  };
  const begin = (one: Step): void => {
    changing.forget_problem();
    set_step(one);
  };
  if (step !== null) {
    const count = with_which(step).length;
    return (
      <ReasonForm
        key={step}
        id={`${step}-reason`}
        title={t(`retention.${step}`, { count })}
        help={t(`retention.${step}_help`)}
        label={t("access.reason")}
        wordless={step === "approve"}
        submit={t(step === "approve" ? "retention.approve_sure" : `retention.${step}`, { count })}
        failed={t("retention.not_changed")}
        changing={changing}
        on_submit={(reason) => void run(step, reason)}
        on_cancel={() => {
          changing.forget_problem();
          set_step(null);
        }}
      />
    );
  }
  return (
    <div className="buttons screen-only">
      {(["propose", "approve", "withdraw"] as const).map((one) => {
        const count = with_which(one).length;
        return (
          count > 0 && (
            <Button
              key={one}
              variant={one === "withdraw" ? "secondary" : "primary"}
              data-color={one === "approve" ? "danger" : undefined}
              onClick={() => begin(one)}
            >
              {t(`retention.${one}`, { count })}
            </Button>
          )
        );
      })}
      {chosen.length === 0 && <p className="muted">{t("retention.choose")}</p>}
    </div>
  );
}
