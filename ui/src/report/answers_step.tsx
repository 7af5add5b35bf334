import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { FormPage } from "../api/kind";
import { missing_answers } from "../form/answers";
import { field_id } from "../form/field_id";
import { PageFields } from "../form/page_fields";
import { draft_content } from "./draft";
import { useDraft } from "./draft_context";
import { StepFrame } from "./step_frame";
import type { StepPlace } from "./step_number";

interface Props {
  page: FormPage;
  place: StepPlace;
}

/** One page of the kind's form. */
export function AnswersStep({ page, place }: Props): ReactElement {
  const { t } = useTranslation();
  const { draft, answer } = useDraft();
  const content = draft_content(draft);
  const missing = missing_answers(page, content);
  const errors = missing.map(({ path, label }) => ({
    id: field_id(path),
    text: t("form.missing", { label }),
  }));
  return (
    <StepFrame place={place} title={page.title} intro={page.intro} errors={errors} may_skip>
      {(shown) => (
        <PageFields
          page={page}
          content={content}
          missing={shown ? missing : []}
          on_change={answer}
        />
      )}
    </StepFrame>
  );
}
