import { Heading, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";

interface Props {
  title: string;
  text: string;
}

/** Says that there is nothing, which is different from not knowing. */
export function Empty({ title, text }: Props): ReactElement {
  return (
    <div className="empty">
      <Heading level={2} data-size="xs">
        {title}
      </Heading>
      <Paragraph>{text}</Paragraph>
    </div>
  );
}
