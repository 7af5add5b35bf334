import { Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useNamed } from "../text/use_named";

export function ProblemStateTag({ state }: { state: string }): ReactElement {
  const named = useNamed();
  return (
    <Tag data-color={state === "open" ? "warning" : "neutral"}>{named("problem_state", state)}</Tag>
  );
}
