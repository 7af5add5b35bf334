import { Button, Paragraph } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement, ReactNode, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { ErrorList } from "../shell/error_list";
import { PageHeading } from "../shell/page_heading";
import { StepNumber } from "./step_number";
import type { StepPlace } from "./step_number";

interface Props {
  place: StepPlace;
  title: string;
  intro?: string | null | undefined;
  /** Errors of the step as it is now; they are shown once somebody wants to go on. */
  errors: { id: string; text: string }[];
  /** Answers may be left out: a report is taken without them. */
  may_skip?: boolean;
  children: (shown: boolean) => ReactNode;
}

export function StepFrame(props: Props): ReactElement {
  const { place, title, intro, errors, may_skip = false, children } = props;
  const { t } = useTranslation();
  const [attempt, set_attempt] = useState(0);
  const shown = attempt > 0 && errors.length > 0;

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (errors.length === 0) place.on_next();
    else set_attempt(attempt + 1);
  };

  return (
    <form className="stack step" noValidate onSubmit={submit}>
      <StepNumber place={place} />
      <PageHeading title={title} prefix={shown ? `${t("app.errors")}: ` : ""} />
      {intro?.split("\n\n").map((paragraph) => (
        <Paragraph key={paragraph}>{paragraph}</Paragraph>
      ))}
      {shown && <ErrorList key={attempt} errors={errors} />}
      {children(shown)}
      <div className="buttons">
        <Button type="submit">{t("report.next")}</Button>
        {place.on_back !== undefined && (
          <Button variant="tertiary" onClick={place.on_back}>
            {t("report.back")}
          </Button>
        )}
      </div>
      {shown && may_skip && (
        <div>
          <Paragraph className="muted">{t("report.skip_help")}</Paragraph>
          <Button variant="secondary" onClick={place.on_next}>
            {t("report.skip")}
          </Button>
        </div>
      )}
    </form>
  );
}
