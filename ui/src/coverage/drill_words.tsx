import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Cell, DrillResult } from "../api/coverage";
import { useNamed } from "../text/use_named";
import { useClock } from "../time/use_clock";
import { ago_words } from "../time/words";

/** When it was last tried whether somebody opens it, and how that ended. */
export function DrillWords({ drills }: Pick<Cell, "drills">): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const clock = useClock();
  const words = (name: "machine" | "human", last: DrillResult | null | undefined): string => {
    if (!last) return t(`coverage.${name}_never`);
    const when = ago_words(new Date(last.at), clock);
    const outcome = named("drill_outcome", last.outcome).toLocaleLowerCase();
    return t(`coverage.${name}_drill`, { outcome, when });
  };
  return (
    <>
      <span className="block">{words("human", drills.human)}</span>
      <span className="block">{words("machine", drills.machine)}</span>
    </>
  );
}
