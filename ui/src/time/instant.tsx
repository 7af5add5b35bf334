import type { ReactElement } from "react";
import { ago_words, exact_instant, short_instant } from "./words";
import { useClock } from "./use_clock";

interface Props {
  at: string;
  /** Relative time for lists, exact time for records. */
  show?: "both" | "exact" | "short";
}

export function Instant({ at, show = "both" }: Props): ReactElement {
  const clock = useClock();
  const instant = new Date(at);
  // An unreadable time is shown as it came rather than hidden.
  if (Number.isNaN(instant.getTime())) return <span>{at}</span>;
  const exact = exact_instant(instant, clock);
  if (show === "exact") return <time dateTime={at}>{exact}</time>;
  const short = short_instant(instant, clock);
  if (show === "short") {
    return (
      <time dateTime={at} title={exact}>
        {short}
      </time>
    );
  }
  return (
    <time className="instant" dateTime={at} title={exact}>
      {ago_words(instant, clock)} <small>{short}</small>
    </time>
  );
}
