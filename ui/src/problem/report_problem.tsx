import { Alert, Button, Checkbox, Field, Heading, Label } from "@digdir/designsystemet-react";
import { Paragraph, Select, Textfield } from "@digdir/designsystemet-react";
import { useEffect, useRef, useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { field_problem } from "../api/problem";
import type { NewProblem, ProblemReceipt } from "../api/reported_problem";
import { useChange } from "../api/use_change";
import { PersonField } from "../duty/person_field";
import { watched_units } from "../session/grants";
import { usePerson } from "../session/session_context";
import { ProblemAlert } from "../shell/problem_alert";

const ROWS = 5;
const TEXT_ID = "wrong-text";

interface Props {
  /** The page that it is about. */
  page: string;
  on_close: () => void;
}

interface Sent extends ProblemReceipt {
  confidential: boolean;
}

/** "Something is wrong here": says so from any page, and stays on it. */
export default function ReportProblem({ page, on_close }: Props): ReactElement {
  const { t } = useTranslation();
  const changing = useChange();
  const [sent, set_sent] = useState<Sent | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), [sent]);

  const send = async (problem: NewProblem): Promise<void> => {
    const receipt = await changing.post<ProblemReceipt>("/problems", { ...problem, page });
    if (receipt === undefined) return;
    set_sent({ ...receipt, confidential: problem.confidential === true });
  };

  if (sent !== null) {
    return (
      <section className="card">
        <Heading level={2} data-size="xs" tabIndex={-1} ref={heading}>
          {t("wrong.received", { number: sent.number })}
        </Heading>
        <Paragraph>{t(sent.confidential ? "wrong.next_confidential" : "wrong.next")}</Paragraph>
        <Paragraph>
          {t("wrong.code")} <strong className="code">{sent.code}</strong>
        </Paragraph>
        <a className="ds-link" href="/follow-up">
          {t("wrong.follow")}
        </a>
        <div className="buttons">
          <Button variant="secondary" onClick={on_close}>
            {t("wrong.done")}
          </Button>
        </div>
      </section>
    );
  }
  return (
    <section className="card">
      <Heading level={2} data-size="xs" tabIndex={-1} ref={heading}>
        {t("wrong.title")}
      </Heading>
      <Paragraph>{t("wrong.help")}</Paragraph>
      <Alert data-color="info">{t("wrong.danger")}</Alert>
      <WrongForm
        changing={changing}
        on_send={(problem) => void send(problem)}
        on_cancel={on_close}
      />
    </section>
  );
}

interface FormProps {
  changing: ReturnType<typeof useChange>;
  on_send: (problem: NewProblem) => void;
  on_cancel: () => void;
}

function WrongForm({ changing, on_send, on_cancel }: FormProps): ReactElement {
  const { t } = useTranslation();
  const units = watched_units(usePerson());
  const [text, set_text] = useState("");
  const [unit, set_unit] = useState("");
  const [about_person, set_about_person] = useState("");
  const [confidential, set_confidential] = useState(false);
  const [missing, set_missing] = useState(false);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    set_missing(text.trim() === "");
    if (text.trim() === "") return document.getElementById(TEXT_ID)?.focus();
    on_send({
      text,
      confidential,
      ...(unit === "" ? {} : { unit }),
      ...(about_person === "" ? {} : { about_person }),
    });
  };

  return (
    <form className="stack" noValidate onSubmit={submit}>
      {changing.problem !== null && (
        <ProblemAlert problem={changing.problem} title={t("wrong.not_sent")} changing />
      )}
      <Textfield
        id={TEXT_ID}
        multiline
        rows={ROWS}
        dir="auto"
        label={t("wrong.text")}
        value={text}
        error={missing ? t("wrong.text_missing") : field_problem(changing.problem, "text")}
        onChange={(event) => set_text(event.target.value)}
      />
      {units.length > 0 && (
        <Field>
          <Label>{t("wrong.unit")}</Label>
          <Select
            value={unit}
            onChange={(event) => {
              set_unit(event.target.value);
              set_about_person("");
            }}
          >
            <Select.Option value="">{t("wrong.any_unit")}</Select.Option>
            {units.map(({ id, name }) => (
              <Select.Option key={id} value={id}>
                {name}
              </Select.Option>
            ))}
          </Select>
        </Field>
      )}
      {unit !== "" && (
        <PersonField
          id="wrong-person"
          label={t("wrong.about_person")}
          nobody={t("wrong.about_nobody")}
          unit={unit}
          value={about_person}
          on_change={set_about_person}
        />
      )}
      <Checkbox
        label={t("wrong.confidential")}
        description={t("wrong.confidential_hint")}
        checked={confidential}
        onChange={(event) => set_confidential(event.target.checked)}
      />
      <div className="buttons">
        <Button type="submit" loading={changing.busy}>
          {t("wrong.send")}
        </Button>
        <Button variant="tertiary" disabled={changing.busy} onClick={on_cancel}>
          {t("wrong.cancel")}
        </Button>
      </div>
    </form>
  );
}
