import { Button, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { bytes_words } from "../text/bytes_words";
import type { DraftFile } from "./draft";
import { useDraft } from "./draft_context";

const COLOURS = {
  waiting: "neutral",
  uploading: "info",
  stored: "success",
  failed: "danger",
} as const;

export function FileRow({ file }: { file: DraftFile }): ReactElement {
  const { t, i18n } = useTranslation();
  const { retry_file, remove_file } = useDraft();
  const name = file.file.name;
  return (
    <li className="split">
      <span>
        <span className="file-name">{name}</span>{" "}
        <small className="muted">{bytes_words(file.file.size, i18n.language)}</small>{" "}
        <Tag data-color={COLOURS[file.state]}>{t(`report.file_${file.state}`)}</Tag>
      </span>
      <span className="buttons">
        {file.state === "failed" && (
          <Button variant="secondary" data-size="sm" onClick={() => retry_file(file.id)}>
            {t("report.file_retry", { name })}
          </Button>
        )}
        <Button variant="tertiary" data-size="sm" onClick={() => remove_file(file.id)}>
          {t("report.file_remove", { name })}
        </Button>
      </span>
    </li>
  );
}
