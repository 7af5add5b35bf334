import "../scope/scope.css";
import { Button, Heading, Paragraph, Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { AreaNav } from "../access/area_nav";
import { query } from "../api/client";
import { Loaded } from "../shell/loaded";
import { PageHeading } from "../shell/page_heading";
import { useClock } from "../time/use_clock";
import { instant_at, wall_of } from "../time/wall";
import { BalanceAnswer } from "./balance_answer";
import { ChoiceField } from "./choice_field";
import { balance_question_in } from "./question";
import type { BalanceQuestion } from "./question";
import { useBalanceTexts } from "./texts";
import { useBalance } from "./use_balance";
import { useChoices } from "./use_choices";

/** That the whole balances: for each sender and each recipient, now or at an instant. */
export default function BalancePage(): ReactElement {
  const text = useBalanceTexts();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const question = balance_question_in(params);
  const balance = useBalance(question);
  return (
    <div className="stack">
      <PageHeading title={text.title} />
      <AreaNav area="proof" />
      <Paragraph>{text.intro}</Paragraph>
      <BalanceForm
        key={query({ ...question })}
        question={question}
        on_ask={(asked) => void navigate({ search: query({ ...asked }) })}
      />
      <Loaded query={balance} failed={text.failed}>
        {(found) => <BalanceAnswer balance={found} />}
      </Loaded>
    </div>
  );
}

interface Props {
  question: BalanceQuestion;
  on_ask: (question: BalanceQuestion) => void;
}

function BalanceForm({ question, on_ask }: Props): ReactElement {
  const text = useBalanceTexts();
  const { zone } = useClock();
  const choices = useChoices(question);
  const [unit, set_unit] = useState(question.unit ?? "");
  const [sender, set_sender] = useState(question.sender ?? "");
  const [as_at, set_as_at] = useState(() => wall_of(question.as_at, zone));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const at = instant_at(as_at, zone);
    on_ask({ unit, sender, ...(at === undefined ? {} : { as_at: at }) });
  };
  return (
    <form className="card screen-only" noValidate onSubmit={submit} aria-labelledby="filters">
      <Heading level={2} data-size="xs" id="filters">
        {text.filters}
      </Heading>
      <div className="filter-grid">
        <ChoiceField
          label={text.unit}
          all={text.all}
          value={unit}
          options={choices.units}
          on_choose={set_unit}
        />
        <ChoiceField
          label={text.sender}
          all={text.all}
          value={sender}
          options={[{ id: "public", name: text.public }, ...choices.senders]}
          on_choose={set_sender}
        />
        <Textfield
          type="datetime-local"
          label={text.as_at}
          value={as_at}
          onChange={(event) => set_as_at(event.target.value)}
        />
      </div>
      <div className="buttons">
        <Button type="submit">{text.ask}</Button>
        <Button variant="tertiary" onClick={() => on_ask({})}>
          {text.clear}
        </Button>
      </div>
    </form>
  );
}
