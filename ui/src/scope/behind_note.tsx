import { Alert } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import type { Behind } from "../api/scope";
import { exact_instant } from "../time/words";
import { useClock } from "../time/use_clock";
import { filled, useScopeTexts } from "./texts";

/** Says that the counts do not hold the newest events yet; nothing where they do. */
export function BehindNote({ behind }: { behind: Behind }): ReactElement | null {
  const text = useScopeTexts();
  const clock = useClock();
  if (behind.entries <= 0) return null;
  const since = behind.since ? exact_instant(new Date(behind.since), clock) : undefined;
  return (
    <Alert data-color="danger">
      {filled(text.behind, { count: behind.entries })}
      {since !== undefined && ` ${filled(text.behind_since, { since })}`}
    </Alert>
  );
}
