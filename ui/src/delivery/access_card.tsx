import { Button, Heading } from "@digdir/designsystemet-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ReasonForm } from "../access/reason_form";
import type { DeliveryAccess, Opening } from "../api/access";
import { useApi } from "../api/api_context";
import type { Delivery } from "../api/delivery";
import { useChange } from "../api/use_change";
import { leads } from "../session/grants";
import { usePerson } from "../session/session_context";
import { Loaded } from "../shell/loaded";
import { Said } from "../shell/said";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";
import { ConflictForm } from "./conflict_form";
import { each_once } from "./openings";

/** Who has opened it, who can, and who must not. */
export function AccessCard({ delivery }: { delivery: Delivery }): ReactElement {
  const { t } = useTranslation();
  const api = useApi();
  const access = useQuery({
    // Acts change it: whoever has opened it stands there afterwards.
    queryKey: ["delivery-access", delivery.id, delivery.version],
    queryFn: () =>
      api.get<DeliveryAccess>(`/deliveries/${encodeURIComponent(delivery.id)}/access`),
  });
  return (
    <section className="card">
      <Heading level={2} data-size="xs">
        {t("who.title")}
      </Heading>
      <Loaded query={access} failed={t("who.failed")}>
        {(found) => <Found delivery={delivery} access={found} />}
      </Loaded>
    </section>
  );
}

interface Props {
  delivery: Delivery;
  access: DeliveryAccess;
}

function Found({ delivery, access }: Props): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const { opened, able, barred, refused = [] } = access;
  return (
    <>
      <Openings title={t("who.opened")} openings={opened} nobody={t("who.opened_nobody")} />
      <details className="menu">
        <summary>{t("who.able", { count: able.length })}</summary>
        <ul>
          {able.map(({ person, role, why }) => (
            <li key={`${person.id} ${role}`}>
              {person.name}, {named("role", role).toLocaleLowerCase()}
              <small className="block muted">
                <Said text={why} />
              </small>
            </li>
          ))}
        </ul>
      </details>
      {refused.length > 0 && <Openings title={t("who.refused")} openings={refused} />}
      {barred.length > 0 && (
        <>
          <Heading level={3} data-size="2xs">
            {t("who.barred")}
          </Heading>
          <ul className="plain-list">
            {barred.map((one) => (
              <BarredPerson key={one.person.id} delivery={delivery} barred={one} />
            ))}
          </ul>
        </>
      )}
      <Conflicts delivery={delivery} />
    </>
  );
}

interface OpeningsProps {
  title: string;
  openings: Opening[];
  nobody?: string;
}

/** Each person once, with how often and when last. */
function Openings({ title, openings, nobody }: OpeningsProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Heading level={3} data-size="2xs">
        {title}
      </Heading>
      {openings.length === 0 && <p>{nobody}</p>}
      <ul className="plain-list">
        {each_once(openings).map(({ person, count, at, why }) => (
          <li key={person.id}>
            <strong>{person.name}</strong> {t("who.times", { count })}{" "}
            <Instant at={at} show="short" />
            <small className="block muted">
              <Said text={why} />
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Only who can no longer read it reads it again: each reading is recorded. */
function useConflictsChanged(delivery: Delivery): (person: string) => void {
  const own = usePerson();
  const queries = useQueryClient();
  return (person) => {
    const key = person === own.id ? "delivery" : "delivery-access";
    void queries.invalidateQueries({ queryKey: [key, delivery.id] });
    void queries.invalidateQueries({ queryKey: ["inbox"] });
  };
}

interface BarredProps {
  delivery: Delivery;
  barred: DeliveryAccess["barred"][number];
}

function BarredPerson({ delivery, barred }: BarredProps): ReactElement {
  const { t } = useTranslation();
  const changing = useChange();
  const changed = useConflictsChanged(delivery);
  const [lifting, set_lifting] = useState(false);
  const own = usePerson();
  const { person, at, reason } = barred;
  // Nobody lifts their own.
  const may_lift = leads(own, delivery.unit.id) && person.id !== own.id;
  const lift = async (why: string): Promise<void> => {
    const path = `/deliveries/${encodeURIComponent(delivery.id)}/conflicts/lift`;
    const body = { person: person.id, reason: why };
    if ((await changing.post(path, body)) !== undefined) changed(person.id);
  };
  return (
    <li>
      <strong>{person.name}</strong> <Instant at={at} show="short" />
      {reason && (
        <small className="block verbatim" dir="auto">
          {reason}
        </small>
      )}
      {lifting ? (
        <ReasonForm
          id={`lift-${person.id}`}
          title={t("who.lift_title", { name: person.name })}
          help={t("who.lift_help")}
          label={t("access.reason")}
          submit={t("who.lift")}
          failed={t("who.not_changed")}
          changing={changing}
          on_submit={(why) => void lift(why)}
          on_cancel={() => {
            changing.forget_problem();
            set_lifting(false);
          }}
        />
      ) : (
        may_lift && (
          <Button
            className="screen-only"
            variant="tertiary"
            data-size="sm"
            aria-label={`${t("who.lift")}: ${person.name}`}
            onClick={() => set_lifting(true)}
          >
            {t("who.lift")}
          </Button>
        )
      )}
    </li>
  );
}

function Conflicts({ delivery }: { delivery: Delivery }): ReactElement {
  const { t } = useTranslation();
  const changed = useConflictsChanged(delivery);
  const [declaring, set_declaring] = useState(false);
  const [done, set_done] = useState(false);
  const answer = useRef<HTMLParagraphElement>(null);
  const finish = (stored: string | null): void => {
    set_declaring(false);
    set_done(stored !== null);
    if (stored !== null) changed(stored);
    answer.current?.focus();
  };
  return (
    <div className="stack screen-only">
      <p className="count keep" role="status" tabIndex={-1} ref={answer}>
        {done && t("who.declared")}
      </p>
      {declaring ? (
        <ConflictForm delivery={delivery} on_close={finish} />
      ) : (
        <Button
          variant="secondary"
          data-size="sm"
          onClick={() => {
            set_done(false);
            set_declaring(true);
          }}
        >
          {t("who.declare")}
        </Button>
      )}
    </div>
  );
}
