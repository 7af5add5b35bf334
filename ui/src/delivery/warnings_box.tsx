import { Alert, Heading } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Warning } from "../api/delivery";
import type { Form } from "../api/kind";
import { field_at_pointer } from "../form/paths";
import { warning_words } from "./warning_words";

interface Props {
  warnings: Warning[];
  title: string;
  /** Names the question that a warning is about. */
  form?: Form | undefined;
}

export function WarningsBox({ warnings, title, form }: Props): ReactElement | null {
  const { t, i18n } = useTranslation();
  if (warnings.length === 0) return null;

  const about = (pointer = ""): string => {
    const file = /^\/attachments\/(\d+)$/.exec(pointer)?.[1];
    const label =
      file === undefined
        ? form && field_at_pointer(form, pointer)?.label
        : `${t("delivery.attachments")} ${Number(file) + 1}`;
    return label === undefined ? "" : ` ${t("delivery.warning_field", { label })}`;
  };

  return (
    <Alert data-color="warning">
      <Heading level={2} data-size="2xs">
        {title}
      </Heading>
      <ul>
        {warnings.map((warning) => (
          <li key={`${warning.code} ${warning.pointer ?? ""} ${warning.detail}`}>
            {warning_words(warning, i18n.language)}
            {about(warning.pointer)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
