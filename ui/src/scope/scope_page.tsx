import "./scope.css";
import { Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { AreaNav } from "../access/area_nav";
import { PageHeading } from "../shell/page_heading";
import { address_of, question_in } from "./question";
import { ScopeAnswer } from "./scope_answer";
import { ScopeForm } from "./scope_form";
import { useScopeTexts } from "./texts";

/** Whom a fault affects, which reports, since when; and what can be done about it. */
export default function ScopePage(): ReactElement {
  const text = useScopeTexts();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const question = question_in(params);
  const address = address_of(question);
  return (
    <div className="stack">
      <PageHeading title={text.title} />
      <AreaNav area="proof" />
      <Paragraph>{text.intro}</Paragraph>
      <ScopeForm
        key={`form ${address}`}
        question={question}
        on_ask={(asked) => void navigate({ search: address_of(asked) }, { state: { asked: true } })}
      />
      <ScopeAnswer key={address} question={question} />
    </div>
  );
}
