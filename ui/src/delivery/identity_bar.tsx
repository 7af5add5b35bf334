import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Delivery } from "../api/delivery";
import { OwnerName } from "../shell/owner_name";
import { StateTag } from "../shell/state_tag";
import { UrgentTag } from "../shell/urgent_tag";
import { Deadline } from "../time/deadline";
import { Instant } from "../time/instant";
import { next_obligation } from "./next_obligation";

/** What somebody must know about a delivery before reading it. */
export function IdentityBar({ delivery }: { delivery: Delivery }): ReactElement {
  const { t } = useTranslation();
  const deadline = next_obligation(delivery.obligations, delivery.milestones);
  return (
    <dl className="identity">
      <div>
        <dt>{t("delivery.state")}</dt>
        <dd>
          <StateTag state={delivery.state} /> {delivery.urgent && <UrgentTag />}
        </dd>
      </div>
      <div>
        <dt>{t("delivery.deadline")}</dt>
        <dd>
          {deadline === undefined ? (
            <span className="muted">{t("inbox.no_deadline")}</span>
          ) : (
            <Deadline obligation={deadline} />
          )}
        </dd>
      </div>
      <div>
        <dt>{t("delivery.owner")}</dt>
        <dd>
          <OwnerName owner={delivery.owner} />
        </dd>
      </div>
      <div>
        <dt>{t("delivery.unit")}</dt>
        <dd>
          {delivery.unit.name}{" "}
          <small className="muted nowrap">
            {t("delivery.number", { sequence: delivery.sequence })}
          </small>
        </dd>
      </div>
      <div>
        <dt>{t("delivery.received")}</dt>
        <dd>
          <Instant at={delivery.received_at} />
        </dd>
      </div>
      {delivery.sender && (
        <div>
          <dt>{t("delivery.sender")}</dt>
          <dd>{delivery.sender.name}</dd>
        </div>
      )}
      {delivery.offered_to && (
        <div>
          <dt>{t("delivery.offered_to")}</dt>
          <dd>{delivery.offered_to.name}</dd>
        </div>
      )}
      {delivery.case && (
        <div>
          <dt>{t("delivery.case")}</dt>
          <dd>
            {delivery.case.reference} <small className="muted">{delivery.case.title}</small>
          </dd>
        </div>
      )}
    </dl>
  );
}
