import { Alert, Button, Heading, Paragraph } from "@digdir/designsystemet-react";
import { useEffect, useRef } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../api/problem";
import { problem_words } from "./problem_words";

interface Props {
  problem: Problem;
  /** What could not be done, in the words of the page. */
  title?: string;
  /** The request would have changed something. */
  changing?: boolean;
  on_retry?: () => void;
}

export function ProblemAlert({ problem, title, changing = false, on_retry }: Props): ReactElement {
  const { t } = useTranslation();
  const words = problem_words(t, problem, changing);
  const alert = useRef<HTMLDivElement>(null);

  // A change fails where somebody pressed a button, perhaps out of sight of this text.
  useEffect(() => {
    if (changing) alert.current?.focus();
  }, [changing]);

  return (
    <Alert data-color="danger" role="alert" tabIndex={-1} ref={alert}>
      <Heading level={2} data-size="2xs">
        {title ?? words.title}
      </Heading>
      <Paragraph>{title === undefined ? words.text : `${words.title}. ${words.text}`}</Paragraph>
      {words.details.length > 0 && (
        <ul>
          {words.details.map((detail) => (
            <li key={detail}>{detail}</li>
          ))}
        </ul>
      )}
      {on_retry !== undefined && (
        <Button variant="secondary" onClick={on_retry}>
          {t("app.retry")}
        </Button>
      )}
    </Alert>
  );
}
