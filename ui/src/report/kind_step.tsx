import { Alert, Button, Fieldset, Paragraph, Radio } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { as_problem } from "../api/problem";
import { useKinds } from "../api/use_kinds";
import { Loading } from "../shell/loading";
import { ProblemAlert } from "../shell/problem_alert";
import { is_begun } from "./draft";
import { useDraft } from "./draft_context";
import { StepFrame } from "./step_frame";
import type { StepPlace } from "./step_number";

const FIRST = "report-kind";

export function KindStep({ place }: { place: StepPlace }): ReactElement {
  const { t } = useTranslation();
  const { draft, change, clear } = useDraft();
  const kinds = useKinds();
  const errors = draft.kind === undefined ? [{ id: FIRST, text: t("report.kind_missing") }] : [];
  return (
    <StepFrame place={place} title={t("report.kind")} errors={errors}>
      {() => (
        <>
          {is_begun(draft) && <Alert data-color="info">{t("report.draft")}</Alert>}
          {kinds.isPending && <Loading />}
          {kinds.isError && (
            <ProblemAlert
              problem={as_problem(kinds.error)}
              title={t("report.kinds_failed")}
              on_retry={() => void kinds.refetch()}
            />
          )}
          {kinds.data?.length === 0 && <Paragraph>{t("report.no_kinds")}</Paragraph>}
          <Fieldset aria-label={t("report.kind")}>
            {kinds.data?.map(({ name, title, description }, index) => (
              <Radio
                key={name}
                id={index === 0 ? FIRST : `${FIRST}-${index}`}
                name={FIRST}
                value={name}
                label={title}
                description={description}
                checked={draft.kind === name}
                onChange={() => change({ kind: name })}
              />
            ))}
          </Fieldset>
          {is_begun(draft) && (
            <details className="menu">
              <summary>{t("report.clear")}</summary>
              <Paragraph>{t("report.clear_sure")}</Paragraph>
              <Button variant="secondary" data-color="danger" onClick={clear}>
                {t("report.clear")}
              </Button>
            </details>
          )}
        </>
      )}
    </StepFrame>
  );
}
