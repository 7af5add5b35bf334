import { Field, Label, Select } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useNamed } from "../text/use_named";
import { mark_words } from "./mark_words";
import { MARKS } from "./question";
import type { TypedScope } from "./question";
import { useScopeTexts } from "./texts";

type Marks = TypedScope["marks"];

interface Props {
  marks: Marks;
  on_change: (marks: Marks) => void;
}

/** Of each milestone: must it be there, must it be missing, or either. */
export function MarkFields({ marks, on_change }: Props): ReactElement {
  const text = useScopeTexts();
  const named = useNamed();
  const others = Object.keys(marks).filter((mark) => !MARKS.some((known) => known === mark));
  const choose = (mark: string, as: string): void => {
    const { [mark]: _, ...rest } = marks;
    on_change(as === "present" || as === "absent" ? { ...rest, [mark]: as } : rest);
  };
  return (
    <fieldset className="marks-set">
      <legend>{text.marks}</legend>
      <div className="filter-grid marks">
        {[...MARKS, ...others].map((mark) => (
          <Field key={mark}>
            <Label>{mark_words(mark, text, named)}</Label>
            <Select
              value={marks[mark] ?? ""}
              onChange={(event) => choose(mark, event.target.value)}
            >
              <Select.Option value="">{text.mark_any}</Select.Option>
              <Select.Option value="present">{text.mark_present}</Select.Option>
              <Select.Option value="absent">{text.mark_absent}</Select.Option>
            </Select>
          </Field>
        ))}
      </div>
    </fieldset>
  );
}
