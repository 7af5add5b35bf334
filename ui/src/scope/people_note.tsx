import { Button, Paragraph } from "@digdir/designsystemet-react";
import { useEffect, useRef } from "react";
import type { ReactElement } from "react";
import { Said } from "../shell/said";
import { filled } from "../text/page_texts";
import { hidden_in_all } from "./people";
import type { Hidden } from "./people";
import { useScopeTexts } from "./texts";

interface Props {
  shown: boolean;
  /** Of so many items the people are named. */
  named: number;
  hidden: Hidden[];
  on_show: () => void;
}

/** Naming people is reading their reports: it is done when somebody asks for it, never by a link. */
export function PeopleNote({ shown, named, hidden, on_show }: Props): ReactElement {
  const text = useScopeTexts();
  const told = useRef<HTMLDivElement>(null);

  // The button goes when it has done its work; the focus goes to what it brought about.
  useEffect(() => {
    if (shown) told.current?.focus();
  }, [shown]);

  if (!shown) {
    return (
      <div className="stack tight screen-only">
        <Paragraph data-size="sm">{text.people_help}</Paragraph>
        <Button variant="secondary" onClick={on_show}>
          {text.people}
        </Button>
      </div>
    );
  }
  return (
    <div className="done" tabIndex={-1} ref={told}>
      <p>{named > 0 ? filled(text.people_shown, { count: named }) : text.people_nobody}</p>
      <ul className="plain-list tight">
        {hidden_in_all(hidden).map(({ reason, count }) => (
          <li key={reason}>
            {filled(text.people_hidden, { count })} <Said text={reason} />
          </li>
        ))}
      </ul>
    </div>
  );
}
