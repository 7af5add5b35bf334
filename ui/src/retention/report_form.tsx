import { useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ReasonForm } from "../access/reason_form";
import type { HoldName, KeptReport } from "../api/retention";
import type { NamedUnit } from "../api/unit";
import { useChange } from "../api/use_change";
import { useKindTitle } from "../api/use_kinds";
import { HoldNameField } from "./hold_name_field";
import { useRetentionChanged } from "./use_retention";

export type ReportAct = "hold" | "archive";

interface Props {
  act: ReportAct;
  report: KeptReport;
  unit: NamedUnit;
  on_done: (words: string) => void;
  on_cancel: () => void;
}

/** Holds one report back, or says where it has been archived. */
export function ReportForm({ act, report, unit, on_done, on_cancel }: Props): ReactElement {
  const { t } = useTranslation();
  const kind_title = useKindTitle();
  const changing = useChange();
  const changed = useRetentionChanged(unit.id);
  const [name, set_name] = useState<HoldName>("legal");
  const about = `${kind_title(report.kind)} #${report.number}`;

  const run = async (words: string): Promise<void> => {
    const stored =
      act === "hold"
        ? await changing.post("/retention/holds", { report: report.report, name, reason: words })
        : await changing.post("/retention/archive", { report: report.report, reference: words });
    if (stored === undefined) return;
    changed();
    on_done(t(act === "hold" ? "retention.held" : "retention.archived"));
  };
  return (
    <ReasonForm
      id={`${act}-reason`}
      title={`${t(`retention.${act}`)}: ${about}`}
      help={t(`retention.${act}_help`)}
      label={t(act === "hold" ? "access.reason" : "retention.reference")}
      one_line={act === "archive"}
      submit={t(`retention.${act}`)}
      failed={t("retention.not_changed")}
      changing={changing}
      on_submit={(words) => void run(words)}
      on_cancel={on_cancel}
    >
      {act === "hold" && <HoldNameField id="hold-name" value={name} on_change={set_name} />}
    </ReasonForm>
  );
}
