import { Alert, Heading } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Warning } from "../api/delivery";
import type { Form } from "../api/kind";
import { field_at_pointer } from "../form/paths";

interface Props {
  warnings: Warning[];
  title: string;
  /** Names the question that a warning is about. */
  form?: Form | undefined;
}

export function WarningsBox({ warnings, title, form }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (warnings.length === 0) return null;

  const about = (pointer: string | undefined): string => {
    if (pointer === undefined || pointer === "") return "";
    const label = form && field_at_pointer(form, pointer)?.label;
    return ` ${t("delivery.warning_field", { label: label ?? pointer })}`;
  };

  return (
    <Alert data-color="warning">
      <Heading level={2} data-size="2xs">
        {title}
      </Heading>
      <ul>
        {warnings.map(({ code, detail, pointer }) => (
          <li key={`${code} ${pointer ?? ""} ${detail}`}>
            {detail}
            {about(pointer)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
