import { Field, Label, Select, Textfield } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useScopeTexts } from "./texts";
import type { ScopeQuestion } from "./use_scope";

interface Props {
  question: ScopeQuestion;
  on_change: (question: ScopeQuestion) => void;
}

const AGES = { any: "", day: "24h", week: "7d", month: "30d" } as const;
const MARKS = ["nothing", "opened", "stored", "assessed", "answered", "closed"] as const;

export function ScopeFilters({ question, on_change }: Props): ReactElement {
  const text = useScopeTexts();
  return (
    <div className="narrow stack screen-only">
      <Textfield
        label={text.municipality}
        inputMode="numeric"
        value={question.municipality}
        onChange={(event) => {
          on_change({ ...question, municipality: event.target.value.trim() });
        }}
      />
      <Field>
        <Label>{text.without}</Label>
        <Select
          value={question.absent}
          onChange={(event) => {
            on_change({ ...question, absent: event.target.value });
          }}
        >
          {MARKS.map((mark) => (
            <Select.Option key={mark} value={mark === "nothing" ? "" : mark}>
              {text.marks[mark]}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Field>
        <Label>{text.age}</Label>
        <Select
          value={question.older_than}
          onChange={(event) => {
            on_change({ ...question, older_than: event.target.value });
          }}
        >
          {(Object.keys(AGES) as (keyof typeof AGES)[]).map((age) => (
            <Select.Option key={age} value={AGES[age]}>
              {text.ages[age]}
            </Select.Option>
          ))}
        </Select>
      </Field>
    </div>
  );
}
