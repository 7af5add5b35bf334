import "./scope.css";
import { Button, Paragraph } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement } from "react";
import { Link, useSearchParams } from "react-router";
import { AreaNav } from "../access/area_nav";
import type { ScopeNotice } from "../api/scope";
import { useKindTitle } from "../api/use_kinds";
import { DownloadButton } from "../shell/download_button";
import { Loaded } from "../shell/loaded";
import { PageHeading } from "../shell/page_heading";
import { useNamed } from "../text/use_named";
import { age_words, exact_instant } from "../time/words";
import { useClock } from "../time/use_clock";
import { BehindNote } from "./behind_note";
import { mark_words } from "./mark_words";
import { notice_text } from "./notice_text";
import type { NoticeWords } from "./notice_text";
import { useNoticeTexts } from "./notice_texts";
import { address_of, question_in } from "./question";
import type { ScopeQuestion } from "./question";
import { states_words } from "./states_words";
import { useScopeTexts } from "./texts";
import { useNotice } from "./use_scope";
import { useScopeChoices } from "./use_scope_choices";

/** What Varde can say for a breach notice, as text that can be printed and copied. */
export default function NoticePage(): ReactElement {
  const texts = useNoticeTexts();
  const [params] = useSearchParams();
  const question = question_in(params);
  const notice = useNotice(question);
  return (
    <div className="stack">
      <Link className="ds-link back screen-only" to={`/scope${address_of(question)}`}>
        {texts.back}
      </Link>
      <PageHeading title={texts.title} />
      <AreaNav area="proof" />
      <Paragraph className="screen-only">{texts.intro}</Paragraph>
      <Loaded query={notice} failed={texts.failed}>
        {(facts) => <Facts notice={facts} question={question} />}
      </Loaded>
    </div>
  );
}

interface Props {
  notice: ScopeNotice;
  question: ScopeQuestion;
}

function Facts({ notice, question }: Props): ReactElement {
  const texts = useNoticeTexts();
  const [copied, set_copied] = useState<"no" | "yes" | "failed">("no");
  const text = notice_text(notice, question, useNoticeWords(question));
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => set_copied("yes"),
      () => set_copied("failed"),
    );
  };
  return (
    <>
      <BehindNote behind={notice.behind} />
      <div className="buttons screen-only">
        <Button variant="secondary" onClick={copy}>
          {texts.copy}
        </Button>
        <Button variant="secondary" onClick={() => window.print()}>
          {texts.print}
        </Button>
        <DownloadButton file_name="varde-avvik.txt" text={text} small={false}>
          {texts.save}
        </DownloadButton>
      </div>
      <p className="count screen-only" role="status">
        {copied === "yes" && texts.copied}
        {copied === "failed" && texts.copy_failed}
      </p>
      <pre className="notice-text">{text}</pre>
    </>
  );
}

function useNoticeWords(question: ScopeQuestion): NoticeWords {
  const texts = useNoticeTexts();
  const scope_text = useScopeTexts();
  const clock = useClock();
  const named = useNamed();
  const kind_title = useKindTitle();
  const choices = useScopeChoices(question);
  const instant = (at: string): string => exact_instant(new Date(at), clock);
  const name_in = (found: { id: string; name: string }[], id: string): string =>
    found.find((one) => one.id === id)?.name ?? id;
  const asked = (part: string, value: string): string => {
    if (part === "unit") return name_in(choices.units, value);
    if (part === "sender") {
      return value === "public" ? scope_text.not_signed_in : name_in(choices.senders, value);
    }
    if (part === "kind") return kind_title(value);
    if (part === "state") return named("state", value);
    if (part === "from" || part === "until") return instant(value);
    if (part === "older_than") return age_words(value, clock.language);
    if (part === "present" || part === "absent") {
      return value
        .split(",")
        .map((mark) => mark_words(mark, scope_text, named).toLowerCase())
        .join(", ");
    }
    return value;
  };
  return { texts, instant, states: (states) => states_words(states, named), asked };
}
