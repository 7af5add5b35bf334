import { Button, Heading, Textfield } from "@digdir/designsystemet-react";
import { useRef, useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ProblemDetail } from "../api/reported_problem";
import { useChange } from "../api/use_change";
import { ProblemAlert } from "../shell/problem_alert";

const ROWS = 5;

interface Props {
  problem: ProblemDetail;
  on_changed: (now: ProblemDetail) => void;
}

/** Answering and closing, where the server allows it; each no with its reason. */
export function ProblemActs({ problem, on_changed }: Props): ReactElement | null {
  const { t } = useTranslation();
  const [done, set_done] = useState<"answered" | "closed" | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const acts = problem.acts;
  const denied = acts.filter(({ allowed }) => !allowed);
  const finish = (what: "answered" | "closed") => (now: ProblemDetail) => {
    set_done(what);
    on_changed(now);
    heading.current?.focus();
  };
  const may = (name: string): boolean => acts.some((act) => act.name === name && act.allowed);
  return (
    <section className="card act-panel">
      <Heading level={2} data-size="xs" tabIndex={-1} ref={heading}>
        {t("act.heading")}
      </Heading>
      <p className="count" role="status">
        {done !== null && t(`problems.${done}`)}
      </p>
      {may("answer") && (
        <TextAct key="answer" problem={problem} act="answer" on_done={finish("answered")} />
      )}
      {may("close") && (
        <TextAct key="close" problem={problem} act="close" on_done={finish("closed")} />
      )}
      {acts.length === 0 && <p>{t("problems.may_not")}</p>}
      {denied.map(({ name, reason }) => (
        <p key={name} className="denied">
          {t(name === "answer" ? "problems.answer" : "problems.close")}
          <small>
            {reason ? t("act.denied", { reason }) : t("act.denied_plain")}
          </small>
        </p>
      ))}
    </section>
  );
}

const WORDS = {
  answer: {
    label: "problems.answer",
    hint: "problems.answer_hint",
    missing: "problems.answer_missing",
    send: "problems.answer_send",
    member: "text",
  },
  close: {
    label: "problems.close_reason",
    hint: "problems.close_hint",
    missing: "problems.close_missing",
    send: "problems.close",
    member: "reason",
  },
} as const;

interface TextActProps {
  problem: ProblemDetail;
  act: "answer" | "close";
  on_done: (now: ProblemDetail) => void;
}

function TextAct({ problem, act, on_done }: TextActProps): ReactElement {
  const { t } = useTranslation();
  const changing = useChange();
  const [text, set_text] = useState("");
  const [missing, set_missing] = useState(false);
  const words = WORDS[act];
  const id = `problem-${act}`;

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    set_missing(text.trim() === "");
    if (text.trim() === "") return document.getElementById(id)?.focus();
    const path = `/problems/${encodeURIComponent(problem.id)}/${act}`;
    const now = await changing.post<ProblemDetail>(path, { [words.member]: text });
    if (now === undefined) return;
    set_text("");
    on_done(now);
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
      {changing.problem !== null && (
        <ProblemAlert problem={changing.problem} title={t("problems.not_changed")} changing />
      )}
      <Textfield
        id={id}
        multiline
        rows={ROWS}
        dir="auto"
        label={t(words.label)}
        description={t(words.hint)}
        value={text}
        error={missing ? t(words.missing) : undefined}
        onChange={(event) => set_text(event.target.value)}
      />
      <Button
        type="submit"
        variant={act === "close" ? "secondary" : "primary"}
        loading={changing.busy}
      >
        {t(words.send)}
      </Button>
    </form>
  );
}
