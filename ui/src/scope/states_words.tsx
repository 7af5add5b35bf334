import type { ReactElement } from "react";
import type { StateCounts } from "../api/scope";
import { useNamed } from "../text/use_named";

/** `3 uåpnet, 1 åpnet` */
export function states_words(states: StateCounts, named: ReturnType<typeof useNamed>): string {
  return Object.entries(states)
    .map(([state, count]) => `${String(count)} ${named("state", state).toLowerCase()}`)
    .join(", ");
}

export function StatesWords({ states }: { states: StateCounts }): ReactElement {
  return <>{states_words(states, useNamed())}</>;
}
