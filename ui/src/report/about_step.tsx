import { Alert, Checkbox, Fieldset, Radio, Textfield } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { CHANNELS } from "../api/report";
import { records_for_others } from "../session/grants";
import { usePerson } from "../session/session_context";
import { useReconciliationTexts } from "../reconciliation/texts";
import { useDraft } from "./draft_context";
import { StepFrame } from "./step_frame";
import type { StepPlace } from "./step_number";

/** What is asked of every report, whatever its kind. */
export function AboutStep({ place }: { place: StepPlace }): ReactElement {
  const { t } = useTranslation();
  const text = useReconciliationTexts();
  const person = usePerson();
  const { draft, change } = useDraft();
  const optional = <span className="muted">{t("report.optional")}</span>;
  return (
    <StepFrame place={place} title={t("report.about")} errors={[]}>
      {() => (
        <>
          <Alert data-color="danger">{t("report.danger")}</Alert>
          <Checkbox
            label={t("report.urgent_label")}
            value="urgent"
            checked={draft.urgent}
            onChange={(event) => change({ urgent: event.target.checked })}
          />
          {records_for_others(person) && (
            <Fieldset>
              <Fieldset.Legend>{t("report.channel")}</Fieldset.Legend>
              {CHANNELS.map((channel) => (
                <Radio
                  key={channel}
                  name="report-channel"
                  value={channel}
                  label={t(`channel.${channel}`)}
                  checked={draft.channel === channel}
                  onChange={() => change({ channel })}
                />
              ))}
            </Fieldset>
          )}
          <Textfield
            className="narrow"
            type="datetime-local"
            label={
              <>
                {t("report.occurred_at")} {optional}
              </>
            }
            value={draft.occurred_at}
            onChange={(event) => change({ occurred_at: event.target.value })}
          />
          <Textfield
            label={
              <>
                {t("report.reference")} {optional}
              </>
            }
            description={t("report.reference_hint")}
            autoComplete="off"
            value={draft.reference}
            onChange={(event) => change({ reference: event.target.value })}
          />
          {draft.earlier !== "" && (
            <Textfield
              label={text.repeats}
              description={text.repeats_hint}
              autoComplete="off"
              value={draft.earlier}
              onChange={(event) => change({ earlier: event.target.value })}
            />
          )}
        </>
      )}
    </StepFrame>
  );
}
