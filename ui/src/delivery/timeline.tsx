import { Heading } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Milestone } from "../api/delivery";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";
import { readers_of, steps_of } from "./readings";

/** What happened, who did it and when. Facts only: no progress bar, no highest state. */
export function Timeline({ milestones }: { milestones: Milestone[] }): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const readers = readers_of(milestones);

  const who = (by: Milestone["by"]): string => {
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
        {steps_of(milestones).map((milestone) => (
          <li key={`${milestone.name} ${milestone.at}`}>
            <strong>{named("milestone", milestone.name)}</strong>
            <span>{who(milestone.by)}</span>
            <Instant at={milestone.at} show="short" />
          </li>
        ))}
      </ol>
      {readers.length > 0 && (
        <details className="menu">
          <summary>{t("delivery.readers")}</summary>
          <ul>
            {readers.map(({ by, count, last }) => (
              <li key={who(by)}>
                {who(by)}: {t("delivery.read_count", { count })}{" "}
                <Instant at={last} show="short" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
