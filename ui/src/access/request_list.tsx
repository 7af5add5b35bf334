import { Button, Heading, Textfield } from "@digdir/designsystemet-react";
import { useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { AccessRequest } from "../api/access";
import { useChange } from "../api/use_change";
import { useKindTitle } from "../api/use_kinds";
import { PersonLink } from "../coverage/people_lists";
import { useAccessChanged } from "../coverage/use_coverage";
import { ProblemAlert } from "../shell/problem_alert";
import { Deadline } from "../time/deadline";
import { Instant } from "../time/instant";
import { useNamed } from "../text/use_named";
import { useClock } from "../time/use_clock";
import { end_of } from "../time/zone";
import { ReasonForm } from "./reason_form";

/** Who wants to open what, with the time by which an answer is owed. */
export function RequestList({ requests }: { requests: AccessRequest[] }): ReactElement {
  const { t } = useTranslation();
  const [done, set_done] = useState<"given" | "declined" | null>(null);
  const answer = useRef<HTMLParagraphElement>(null);
  const open = requests.filter(({ state }) => state === "open");
  const answered = requests.filter(({ state }) => state !== "open");
  const finish = (what: "given" | "declined"): void => {
    set_done(what);
    answer.current?.focus();
  };
  return (
    <>
      <p className="count keep" role="status" tabIndex={-1} ref={answer}>
        {done !== null && `${t(`requests.done_${done}`)} `}
        {open.length === 0 ? t("requests.none") : t("requests.count", { count: open.length })}
      </p>
      <ul className="plain-list">
        {open.map((request) => (
          <RequestCard key={request.id} request={request} on_done={finish} />
        ))}
      </ul>
      {answered.length > 0 && <Answered requests={answered} />}
    </>
  );
}

interface CardProps {
  request: AccessRequest;
  on_done: (what: "given" | "declined") => void;
}

function RequestCard({ request, on_done }: CardProps): ReactElement {
  const { t } = useTranslation();
  const kind_title = useKindTitle();
  const changing = useChange();
  const changed = useAccessChanged();
  const [declining, set_declining] = useState(false);
  const { zone } = useClock();
  const [last_day, set_last_day] = useState("");
  const { id, number, person, unit, kind, reason, at, due } = request;
  const until = last_day === "" ? {} : { until: end_of(last_day, zone).toISOString() };

  const run = async (what: "grant" | "decline", body: object): Promise<void> => {
    const path = `/access-requests/${encodeURIComponent(id)}/${what}`;
    if ((await changing.post(path, body)) === undefined) return;
    changed();
    on_done(what === "grant" ? "given" : "declined");
  };
  return (
    <li className="card">
      <div className="split">
        <Heading level={3} data-size="2xs">
          <PersonLink {...person} /> <span className="nowrap">#{number}</span>
        </Heading>
        {due && <Deadline obligation={{ name: "answer", due }} bare />}
      </div>
      <p>
        {kind ? kind_title(kind) : t("requests.all_kinds")}, {unit.name}{" "}
        <small className="muted">
          {t("requests.asked")} <Instant at={at} show="short" />
        </small>
      </p>
      {reason && (
        <p className="verbatim" dir="auto">
          {reason}
        </p>
      )}
      {declining ? (
        <ReasonForm
          id={`decline-${id}`}
          title={t("requests.decline")}
          help={t("requests.decline_help")}
          label={t("access.reason")}
          submit={t("requests.decline")}
          failed={t("requests.not_done")}
          changing={changing}
          on_submit={(why) => void run("decline", { reason: why })}
          on_cancel={() => {
            changing.forget_problem();
            set_declining(false);
          }}
        />
      ) : (
        <>
          {changing.problem !== null && (
            <ProblemAlert problem={changing.problem} title={t("requests.not_done")} changing />
          )}
          <Textfield
            className="narrow"
            type="date"
            label={t("access.last_day")}
            value={last_day}
            onChange={(event) => set_last_day(event.target.value)}
          />
          <div className="buttons">
            <Button
              loading={changing.busy}
              aria-label={`${t("requests.grant")}: ${person.name}`}
              onClick={() => void run("grant", until)}
            >
              {t("requests.grant")}
            </Button>
            <Button
              variant="secondary"
              disabled={changing.busy}
              aria-label={`${t("requests.decline")}: ${person.name}`}
              onClick={() => {
                changing.forget_problem();
                set_declining(true);
              }}
            >
              {t("requests.decline")}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}

function Answered({ requests }: { requests: AccessRequest[] }): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const kind_title = useKindTitle();
  return (
    <details className="menu">
      <summary>{t("requests.answered")}</summary>
      <ul>
        {requests.map(({ id, number, person, kind, at, state, answer }) => (
          <li key={id}>
            #{number} {person.name}, {kind ? kind_title(kind) : t("requests.all_kinds")}:{" "}
            {named("request_state", state)}. {answer} <Instant at={at} show="short" />
          </li>
        ))}
      </ul>
    </details>
  );
}
