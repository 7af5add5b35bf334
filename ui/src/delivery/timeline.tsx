import { Heading } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Milestone } from "../api/delivery";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";

/** What happened, who did it and when. Facts only: no progress bar, no highest state. */
export function Timeline({ milestones }: { milestones: Milestone[] }): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();

  const who = ({ by }: Milestone): string => {
    if (by === undefined) return "";
    const role = by.role === undefined ? "" : named("role", by.role);
    const after_name = by.name === undefined ? role : role.toLocaleLowerCase();
    return [by.name, after_name, by.unit]
      .filter((part) => part !== undefined && part !== "")
      .join(", ");
  };

  return (
    <section className="card">
      <Heading level={2} data-size="xs">
        {t("delivery.milestones")}
      </Heading>
      <ol className="timeline">
        {milestones.map((milestone) => (
          <li key={`${milestone.name} ${milestone.at}`}>
            <strong>{named("milestone", milestone.name)}</strong>
            <span>{who(milestone)}</span>
            <Instant at={milestone.at} show="short" />
          </li>
        ))}
      </ol>
    </section>
  );
}
