import { Heading } from "@digdir/designsystemet-react";
import { useEffect, useRef } from "react";
import type { ReactElement } from "react";
import { useLocation } from "react-router";

interface Props {
  title: string;
  /** Stands before the title in the browser's tab, for errors. */
  prefix?: string;
}

/** The page's one first-level heading. After a navigation it takes the focus, so that a screen
 * reader tells where one is; at the first load the browser's own order stays. */
export function PageHeading({ title, prefix = "" }: Props): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();

  useEffect(() => {
    document.title = `${prefix}${title} – Varde`;
  }, [title, prefix]);

  useEffect(() => {
    if (key === "default") return;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [key]);

  return (
    <Heading level={1} data-size="md" tabIndex={-1} ref={heading}>
      {title}
    </Heading>
  );
}
