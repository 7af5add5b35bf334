import { Field, Input, Label } from "@digdir/designsystemet-react";
import type { ChangeEvent, ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useDraft } from "./draft_context";
import { FileRow } from "./file_row";
import { StepFrame } from "./step_frame";
import type { StepPlace } from "./step_number";

const CHOOSE = "report-files";

export function FilesStep({ place }: { place: StepPlace }): ReactElement {
  const { t } = useTranslation();
  const { draft, add_files } = useDraft();
  const unfinished = draft.files.some(({ state }) => state !== "stored");

  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    add_files([...(event.target.files ?? [])]);
    // Lets the same file be chosen again after it was removed.
    event.target.value = "";
  };

  return (
    <StepFrame
      place={place}
      title={t("report.files")}
      intro={t("report.files_hint")}
      errors={unfinished ? [{ id: CHOOSE, text: t("report.files_unfinished") }] : []}
    >
      {() => (
        <>
          <Field>
            <Label>{t("report.choose_files")}</Label>
            <Input id={CHOOSE} type="file" multiple onChange={choose} />
          </Field>
          <ul className="plain-list" aria-live="polite">
            {draft.files.map((file) => (
              <FileRow key={file.id} file={file} />
            ))}
          </ul>
        </>
      )}
    </StepFrame>
  );
}
