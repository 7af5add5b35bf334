import { Heading, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";

interface Props {
  title: string;
  text: string;
  level?: 2 | 3;
}

/** Says that there is nothing, which is different from not knowing. */
export function Empty({ title, text, level = 2 }: Props): ReactElement {
  return (
    <div className="empty">
      <Heading level={level} data-size="xs">
        {title}
      </Heading>
      <Paragraph>{text}</Paragraph>
    </div>
  );
}
