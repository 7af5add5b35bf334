import { ordered, useChoices } from "../balance/use_choices";
import type { Choices } from "../balance/use_choices";
import type { ScopeQuestion } from "./question";
import { useScope } from "./use_scope";

/** Among which units and senders one may choose. Those of what was found belong to them: a unit's
 * people see no account of senders, and a sender none of units. */
export function useScopeChoices(question: ScopeQuestion): Choices {
  const choices = useChoices(question);
  const pages = useScope(question).data?.pages ?? [];
  const senders = pages.flatMap(({ items }) =>
    items.flatMap(({ sender }) => (sender === undefined ? [] : [sender])),
  );
  return {
    units: ordered([...choices.units, ...(pages[0]?.units ?? [])], question.unit),
    senders: ordered([...choices.senders, ...senders], question.sender).filter(
      ({ id }) => id !== "public",
    ),
  };
}
