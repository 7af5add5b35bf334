import { Button, Heading, Tag } from "@digdir/designsystemet-react";
import { useEffect, useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Escalation } from "../api/escalation";
import { SubjectLink } from "../obligation/subject_link";
import { UrgentTag } from "../shell/urgent_tag";
import { ProblemAlert } from "../shell/problem_alert";
import { useNamed } from "../text/use_named";
import { useWords } from "../text/use_words";
import { Instant } from "../time/instant";
import { useClock } from "../time/use_clock";
import { short_instant } from "../time/words";
import { next_words } from "./next_words";
import { is_waiting, useAcknowledging } from "./use_escalations";

interface Props {
  escalation: Escalation;
  unit: string;
}

/** What has waited too long, who was told of it, and what happens if nobody acts. */
export function EscalationCard({ escalation, unit }: Props): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const in_words = useWords();
  const clock = useClock();
  const acknowledging = useAcknowledging(unit);
  const [done, set_done] = useState(false);
  const answer = useRef<HTMLParagraphElement>(null);
  const { title, urgent, step, told, listener, raised_at, acknowledged } = escalation;
  const names = told.map(({ name }) => name).join(", ");

  // The button goes when it has done its work; the focus goes to what it brought about.
  useEffect(() => {
    if (done) answer.current?.focus();
  }, [done]);

  const acknowledge = async (): Promise<void> => {
    if (await acknowledging.acknowledge(escalation.id)) set_done(true);
  };

  const next = next_words(t, named, escalation, clock);
  return (
    <li className="card escalation">
      <div className="split">
        <Heading level={2} data-size="2xs">
          {in_words(title)}
        </Heading>
        <span className="buttons">
          {urgent && <UrgentTag />}
          <Tag data-color={acknowledged ? "success" : "warning"}>
            {t(acknowledged ? "escalations.acknowledged_state" : "escalations.waiting_state")}
          </Tag>
        </span>
      </div>
      <SubjectLink
        subject={escalation.subject}
        id={escalation.subject_id}
        unit={escalation.unit.id}
        kind={escalation.kind}
        number={escalation.sequence}
      />
      {escalation.unit.id !== unit && <p className="muted">{escalation.unit.name}</p>}
      <dl className="facts">
        <div>
          <dt>{t("escalations.raised")}</dt>
          <dd>
            {t("escalations.step", { step })}, <Instant at={raised_at} />
          </dd>
        </div>
        <div>
          <dt>{t("escalations.told")}</dt>
          <dd>
            {named("listener", listener)}: {names === "" ? t("escalations.nobody") : names}
          </dd>
        </div>
        {!done && (
          <div>
            <dt>{t("escalations.next")}</dt>
            <dd>
              {acknowledged &&
                `${t("escalations.acknowledged", {
                  name: acknowledged.name,
                  when: short_instant(new Date(acknowledged.at), clock),
                })} `}
              {next}
            </dd>
          </div>
        )}
      </dl>
      {acknowledging.problem !== null && (
        <ProblemAlert
          problem={acknowledging.problem}
          title={t("escalations.acknowledge_failed")}
          changing
        />
      )}
      {done && (
        <p className="done" role="status" tabIndex={-1} ref={answer}>
          {t("escalations.acknowledged_you")} {next}
        </p>
      )}
      {is_waiting(escalation) && (
        <div className="buttons">
          <Button loading={acknowledging.busy} onClick={() => void acknowledge()}>
            {t("escalations.acknowledge")}
          </Button>
        </div>
      )}
    </li>
  );
}
