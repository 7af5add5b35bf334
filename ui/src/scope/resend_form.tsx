import { Checkbox, ValidationMessage } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement } from "react";
import { ReasonForm } from "../access/reason_form";
import type { AskedResend } from "../api/scope";
import { useChange } from "../api/use_change";
import { filled } from "../text/page_texts";
import type { ScopeQuestion } from "./question";
import { useScopeTexts } from "./texts";

interface Props {
  question: ScopeQuestion;
  total: number;
  on_done: (asked: AskedResend) => void;
  on_cancel: () => void;
}

const AT_ONCE = 1_000;
const SURE_ID = "resend-sure";

/** Asks for a reason, and once more whether it is meant, before anybody is told anything. */
export function ResendForm({ question, total, on_done, on_cancel }: Props): ReactElement {
  const text = useScopeTexts();
  const changing = useChange();
  const [sure, set_sure] = useState(false);
  const [missing, set_missing] = useState(false);

  const check = (): boolean => {
    set_missing(!sure);
    if (!sure) document.getElementById(SURE_ID)?.focus();
    return sure;
  };
  const send = async (reason: string): Promise<void> => {
    const asked = await changing.post<AskedResend>("/scope/resend", { ...question, reason });
    if (asked !== undefined) on_done(asked);
  };

  return (
    <ReasonForm
      id="resend-reason"
      title={text.resend_title}
      help={total > AT_ONCE ? `${text.resend_help} ${text.resend_most}` : text.resend_help}
      label={text.resend_reason}
      submit={text.resend_submit}
      failed={text.resend_failed}
      changing={changing}
      check={check}
      on_submit={(reason) => void send(reason)}
      on_cancel={on_cancel}
    >
      <div>
        <Checkbox
          id={SURE_ID}
          label={filled(text.resend_sure, { count: total })}
          checked={sure}
          aria-invalid={missing && !sure}
          onChange={(event) => set_sure(event.target.checked)}
        />
        {missing && !sure && <ValidationMessage>{text.resend_not_sure}</ValidationMessage>}
      </div>
    </ReasonForm>
  );
}
