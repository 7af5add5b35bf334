import type { ReactElement } from "react";

const SHAPES = {
  urgent: "M12 2 1 21h22L12 2Zm-1 7h2v6h-2V9Zm0 8h2v2h-2v-2Z",
  alarm: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1 5h2v7h-2V7Zm0 9h2v2h-2v-2Z",
  clock:
    "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 2a8 8 0 1 1 0 16 " +
    "8 8 0 0 1 0-16Zm-1 3h2v4.6l3.4 3.4-1.4 1.4-4-4V7Z",
  done:
    "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.5 14" +
    ".4-4-4 1.4-1.4 2.6 2.6 5.6-5.6 1.4 1.4-7 7Z",
} as const;

interface Props {
  name: keyof typeof SHAPES;
}

/** Decoration only: words always stand beside it. */
export function Icon({ name }: Props): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path fill="currentColor" fillRule="evenodd" d={SHAPES[name]} />
    </svg>
  );
}
