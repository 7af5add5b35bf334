import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Cell, Waiting } from "../api/coverage";
import { useClock } from "../time/use_clock";
import { ago_words } from "../time/words";

/** What nobody has closed here, and what others had to take. */
export function WaitingWords(props: Pick<Cell, "waiting" | "passed_on">): ReactElement | null {
  const { t } = useTranslation();
  const clock = useClock();
  const words = (name: "waiting" | "passed_on", { count, oldest }: Waiting): string | null => {
    if (count === 0) return null;
    const counted = t(`coverage.${name}`, { count });
    if (!oldest) return counted;
    return `${counted}, ${t("coverage.oldest", { when: ago_words(new Date(oldest), clock) })}`;
  };
  const waiting = words("waiting", props.waiting);
  const passed_on = words("passed_on", props.passed_on);
  if (waiting === null && passed_on === null) return null;
  return (
    <>
      {waiting !== null && <strong className="block">{waiting}</strong>}
      {passed_on !== null && <span className="block">{passed_on}</span>}
    </>
  );
}
