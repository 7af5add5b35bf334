import { Heading, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Milestone, Obligation } from "../api/delivery";
import { useNamed } from "../text/use_named";
import { Deadline } from "../time/deadline";
import { Instant } from "../time/instant";
import { is_owed } from "./next_obligation";

interface Props {
  obligations: Obligation[];
  milestones: Milestone[];
}

export function ObligationList({ obligations, milestones }: Props): ReactElement | null {
  const { t } = useTranslation();
  const named = useNamed();
  if (obligations.length === 0) return null;
  return (
    <section className="card">
      <Heading level={2} data-size="xs">
        {t("delivery.obligations")}
      </Heading>
      <ul className="plain-list">
        {obligations.map((obligation) => {
          const { name, due, state, source } = obligation;
          return (
            <li key={`${name} ${due}`}>
              {is_owed(obligation, milestones) ? (
                <Deadline name={name} due={due} />
              ) : (
                <span>
                  {named("duty", name)} <Instant at={due} show="short" />
                </span>
              )}{" "}
              {state === "met" && <Tag data-color="success">{t("delivery.met")}</Tag>}
              {state === "breached" && <Tag data-color="danger">{t("delivery.breached")}</Tag>}
              {source && (
                <small className="muted block">{t("delivery.by_source", { source })}</small>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
