import { Button, Heading } from "@digdir/designsystemet-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { ReactElement } from "react";
import { Link } from "react-router";
import type { AskedResend } from "../api/scope";
import { asks_resends } from "../session/grants";
import { usePerson } from "../session/session_context";
import { filled } from "../text/page_texts";
import { BehindNote } from "./behind_note";
import { address_of } from "./question";
import type { ScopeQuestion } from "./question";
import { ResendForm } from "./resend_form";
import { useScopeTexts } from "./texts";

interface Props {
  question: ScopeQuestion;
  total: number;
}

/** What can be done about what was found: tell the authority, ask the senders. */
export function ScopeActs({ question, total }: Props): ReactElement {
  const text = useScopeTexts();
  const person = usePerson();
  const queries = useQueryClient();
  const [asking, set_asking] = useState(false);
  const [asked, set_asked] = useState<AskedResend | null>(null);

  const done = (outcome: AskedResend): void => {
    set_asked(outcome);
    set_asking(false);
    void queries.invalidateQueries({ queryKey: ["scope", question], exact: true });
    void queries.invalidateQueries({ queryKey: ["scope-notice"] });
  };
  const begin = (): void => {
    set_asked(null);
    set_asking(true);
  };

  return (
    <section className="stack screen-only">
      <Heading level={2} data-size="xs">
        {text.act}
      </Heading>
      {asked !== null && <Outcome asked={asked} />}
      {asking && (
        <ResendForm
          question={question}
          total={total}
          on_done={done}
          on_cancel={() => set_asking(false)}
        />
      )}
      <div className="links">
        <Link className="ds-link" to={`/scope/notice${address_of(question)}`}>
          {text.notice}
        </Link>
        {asks_resends(person) && !asking && (
          <Button variant="secondary" onClick={begin}>
            {text.resend}
          </Button>
        )}
      </div>
    </section>
  );
}

function Outcome({ asked }: { asked: AskedResend }): ReactElement {
  const text = useScopeTexts();
  const { unreadable = 0 } = asked;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div className="done" role="status" tabIndex={-1} ref={box}>
      <ul className="plain-list tight">
        <li>{filled(text.asked, { count: asked.asked })}</li>
        <li>{filled(text.notices, { count: asked.notices })}</li>
        {asked.asked_before > 0 && (
          <li>{filled(text.asked_before, { count: asked.asked_before })}</li>
        )}
        {asked.erased > 0 && <li>{filled(text.erased, { count: asked.erased })}</li>}
        {unreadable > 0 && <li>{filled(text.unreadable, { count: unreadable })}</li>}
        {asked.more && <li>{text.asked_more}</li>}
      </ul>
      <BehindNote behind={asked.behind} />
    </div>
  );
}
