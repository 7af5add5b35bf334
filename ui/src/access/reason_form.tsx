import "./area.css";
import { Button, Heading, Paragraph, Textfield } from "@digdir/designsystemet-react";
import { useEffect, useRef, useState } from "react";
import type { ReactElement, ReactNode, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import type { WhatIf } from "../api/coverage";
import type { Changing } from "../api/use_change";
import { ProblemAlert } from "../shell/problem_alert";
import { drops_coverage, useOverride } from "./use_override";
import { WouldDrop } from "./would_drop";

const ROWS = 3;

interface Props {
  id: string;
  title: string;
  help?: string;
  /** What the reason is called here. */
  label: string;
  /** Where the words are one line, such as an archive's reference. */
  one_line?: boolean;
  /** Asks only whether to do it, where what is done needs no words. */
  wordless?: boolean;
  submit: string;
  /** What did not happen when it fails. */
  failed: string;
  changing: Changing;
  /** What it comes to for who can open something, where it may be refused for that. */
  change?: WhatIf;
  /** Further fields, above the reason. */
  children?: ReactNode;
  /** Stops the sending while a further field lacks something; it has shown so itself. */
  check?: () => boolean;
  on_submit: (reason: string, override: { override_reason?: string }) => void;
  on_cancel: () => void;
}

/** Asks for the reason of a change that is kept with it, in the place of the button for it. */
export function ReasonForm(props: Props): ReactElement {
  const { id, title, help, label, submit, failed, changing, children } = props;
  const { one_line = false, wordless = false, check, on_submit, on_cancel } = props;
  const { t } = useTranslation();
  const override = useOverride(changing.problem);
  const [reason, set_reason] = useState("");
  const [missing, set_missing] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => heading.current?.focus(), []);

  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    const lacking = !wordless && reason.trim() === "";
    set_missing(lacking);
    if (check !== undefined && !check()) return;
    if (lacking) document.getElementById(id)?.focus();
    else on_submit(reason.trim(), override.body);
  };

  const shared = {
    id,
    dir: "auto",
    label,
    value: reason,
    error: missing ? t("access.missing", { label }) : undefined,
  };
  return (
    <form className="card reason-form" noValidate onSubmit={send}>
      <Heading level={3} data-size="2xs" tabIndex={-1} ref={heading}>
        {title}
      </Heading>
      {help !== undefined && <Paragraph data-size="sm">{help}</Paragraph>}
      {changing.problem !== null && !drops_coverage(changing.problem) && (
        <ProblemAlert problem={changing.problem} title={failed} changing />
      )}
      {children}
      {!wordless && one_line && (
        <Textfield {...shared} onChange={(event) => set_reason(event.target.value)} />
      )}
      {!wordless && !one_line && (
        <Textfield
          {...shared}
          multiline
          rows={ROWS}
          onChange={(event) => set_reason(event.target.value)}
        />
      )}
      <WouldDrop id={`${id}-override`} override={override} change={props.change} />
      <div className="buttons">
        <Button type="submit" loading={changing.busy}>
          {override.drop === null ? submit : t("drop.submit", { act: submit })}
        </Button>
        <Button variant="tertiary" disabled={changing.busy} onClick={on_cancel}>
          {t("access.cancel")}
        </Button>
      </div>
    </form>
  );
}
