import type { ReactElement } from "react";
import type { StateCounts } from "../api/scope";
import { useNamed } from "../text/use_named";

/** `3 uåpnet, 1 åpnet` */
export function StatesWords({ states }: { states: StateCounts }): ReactElement {
  const named = useNamed();
  const words = Object.entries(states).map(
    ([state, count]) => `${String(count)} ${named("state", state).toLowerCase()}`,
  );
  return <>{words.join(", ")}</>;
}
