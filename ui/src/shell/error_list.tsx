import { ErrorSummary } from "@digdir/designsystemet-react";
import type { MouseEvent, ReactElement } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  /** The id is that of the input to correct. */
  errors: { id: string; text: string }[];
}

function focus_input(event: MouseEvent, id: string): void {
  // Following the link would add a step to the history that leads nowhere.
  event.preventDefault();
  document.getElementById(id)?.focus();
}

/** Takes the focus when it appears; give it a new key for each attempt. */
export function ErrorList({ errors }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <ErrorSummary>
      <ErrorSummary.Heading>{t("app.errors")}</ErrorSummary.Heading>
      <ErrorSummary.List>
        {errors.map(({ id, text }) => (
          <ErrorSummary.Item key={id}>
            <ErrorSummary.Link href={`#${id}`} onClick={(event) => focus_input(event, id)}>
              {text}
            </ErrorSummary.Link>
          </ErrorSummary.Item>
        ))}
      </ErrorSummary.List>
    </ErrorSummary>
  );
}
