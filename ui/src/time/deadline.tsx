import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../shell/icon";
import { useNamed } from "../text/use_named";
import { useClock } from "./use_clock";
import { deadline_words } from "./words";

interface Props {
  name: string;
  due: string;
}

/** A deadline in words: what must happen, by when, and how long is left. */
export function Deadline({ name, due }: Props): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const clock = useClock();
  const at = new Date(due);
  if (Number.isNaN(at.getTime())) return <span>{`${named("duty", name)}: ${due}`}</span>;
  const words = deadline_words(at, clock);
  const values = { act: named("duty", name), when: words.when, distance: words.distance };
  const overdue = words.state === "overdue";
  return (
    <span className={`deadline deadline-${words.state}`}>
      {words.state !== "ahead" && <Icon name={overdue ? "alarm" : "clock"} />}
      <time dateTime={due}>
        {overdue ? t("deadline.overdue", values) : t("deadline.ahead", values)}
      </time>
    </span>
  );
}
