import { Table } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { InboxItem } from "../api/delivery";
import { useKindTitle } from "../api/use_kinds";
import { DangerTag } from "../shell/danger_tag";
import { OwnerName } from "../shell/owner_name";
import { StateTag } from "../shell/state_tag";
import { Deadline } from "../time/deadline";
import { Instant } from "../time/instant";

export function InboxRow({ item }: { item: InboxItem }): ReactElement {
  const { t } = useTranslation();
  const kind_title = useKindTitle();
  const deadline = item.next_deadline;
  return (
    <Table.Row role="row" className={item.state === "unopened" ? "unopened" : undefined}>
      <Table.Cell role="cell" className="card-title">
        <Link className="ds-link" to={`/deliveries/${item.delivery_id}`}>
          {kind_title(item.kind)} <span className="nowrap">#{item.sequence}</span>
        </Link>
        <DangerTag urgent={item.urgent} danger={item.danger} />
        {item.sender && (
          <small className="muted">{t("inbox.from", { sender: item.sender.name })}</small>
        )}
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("inbox.received")}>
        <Instant at={item.received_at} />
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("inbox.deadline")}>
        {deadline ? (
          <Deadline obligation={deadline} />
        ) : (
          <span className="muted">{t("inbox.no_deadline")}</span>
        )}
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("inbox.state")}>
        <StateTag state={item.state} />
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("inbox.owner")}>
        <OwnerName owner={item.owner} />
      </Table.Cell>
    </Table.Row>
  );
}
