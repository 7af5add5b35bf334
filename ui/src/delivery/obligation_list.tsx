import { Heading } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Milestone, Obligation } from "../api/delivery";
import { BreachTag } from "../obligation/breach_tag";
import { RuleNotes } from "../obligation/rule_notes";
import { useWords } from "../text/use_words";
import { Deadline, useDutyTitle } from "../time/deadline";
import { Instant } from "../time/instant";
import { is_owed } from "./next_obligation";

interface Props {
  obligations: Obligation[];
  milestones: Milestone[];
}

/** All deadlines of a report, those that are over among them: each with its rule and its source. */
export function ObligationList({ obligations, milestones }: Props): ReactElement | null {
  const { t } = useTranslation();
  const duty = useDutyTitle();
  if (obligations.length === 0) return null;
  return (
    <section className="card">
      <Heading level={2} data-size="xs">
        {t("delivery.obligations")}
      </Heading>
      <ul className="plain-list obligation-list">
        {obligations.map((obligation) => (
          <li key={`${obligation.name} ${obligation.since} ${obligation.due}`}>
            <span className="split">
              <strong>{duty(obligation)}</strong>
              <BreachTag state={obligation.state} />
            </span>
            {is_owed(obligation, milestones) ? (
              <Deadline obligation={obligation} bare />
            ) : (
              <PastDeadline obligation={obligation} />
            )}
            <RuleNotes {...obligation} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function PastDeadline({ obligation }: { obligation: Obligation }): ReactElement {
  const { t } = useTranslation();
  const in_words = useWords();
  const { due, due_in_words, met_at } = obligation;
  return (
    <span>
      {due && (
        <time dateTime={due}>
          {due_in_words === undefined ? due : t("deadline.by", { when: in_words(due_in_words) })}
        </time>
      )}
      {met_at && (
        <span className="block">
          {t("delivery.done_at")} <Instant at={met_at} show="short" />
        </span>
      )}
    </span>
  );
}
