import { Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useNamed } from "../text/use_named";

/** Only what waits for somebody here has a colour of its own; the word says it in any case. */
const WAITING: ReadonlySet<string> = new Set(["unopened", "offered"]);

export function StateTag({ state }: { state: string }): ReactElement {
  const named = useNamed();
  return <Tag data-color={WAITING.has(state) ? "warning" : "neutral"}>{named("state", state)}</Tag>;
}
