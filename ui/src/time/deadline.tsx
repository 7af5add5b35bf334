import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Obligation } from "../api/delivery";
import { Icon } from "../shell/icon";
import { useNamed } from "../text/use_named";
import { useWords } from "../text/use_words";
import { useClock } from "./use_clock";
import { deadline_words } from "./words";

type Due = Pick<Obligation, "name" | "title" | "due" | "due_in_words">;

/** What must be done: the rule's own title where the server gave one. */
export function useDutyTitle(): (obligation: Pick<Obligation, "name" | "title">) => string {
  const named = useNamed();
  const in_words = useWords();
  return ({ name, title }) => (title === undefined ? named("duty", name) : in_words(title));
}

interface Props {
  obligation: Due;
  /** Without what must be done, where that stands beside it. */
  bare?: boolean;
}

/** A deadline in words: what must happen, by when, and how long is left. */
export function Deadline({ obligation, bare = false }: Props): ReactElement {
  const { t } = useTranslation();
  const duty = useDutyTitle();
  const in_words = useWords();
  const clock = useClock();
  const { due, due_in_words } = obligation;
  const at = new Date(due ?? Number.NaN);
  const what = bare ? null : <>{duty(obligation)} </>;
  if (Number.isNaN(at.getTime())) {
    return (
      <span className="deadline deadline-overdue">
        <Icon name="alarm" />
        {bare ? null : `${duty(obligation)}: `}
        {t("deadline.unknown")}
      </span>
    );
  }
  const words = deadline_words(at, clock);
  const when = due_in_words === undefined ? words.when : in_words(due_in_words);
  const overdue = words.state === "overdue";
  const distance = t(overdue ? "deadline.past" : "deadline.left", { distance: words.distance });
  return (
    <span className={`deadline deadline-${words.state}`}>
      {words.state !== "ahead" && <Icon name={overdue ? "alarm" : "clock"} />}
      {what}
      <time dateTime={due ?? undefined}>
        {t("deadline.by", { when })}, <span className="nowrap">{distance}</span>
      </time>
    </span>
  );
}
