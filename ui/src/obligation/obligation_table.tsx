import { Heading, Table } from "@digdir/designsystemet-react";
import { useId } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { OpenObligation } from "../api/obligation";
import { DangerTag } from "../shell/danger_tag";
import { OwnerName } from "../shell/owner_name";
import { Deadline, useDutyTitle } from "../time/deadline";
import { BreachTag } from "./breach_tag";
import type { DeadlineGroup } from "./deadline_group";
import { RuleNotes } from "./rule_notes";
import { SubjectLink } from "./subject_link";

interface Props {
  group: DeadlineGroup;
  items: OpenObligation[];
  /** Who must do them. */
  unit: string;
  level: 2 | 3;
}

/** One group of deadlines. Cards on phones; the roles keep it a table for screen readers then. */
export function ObligationTable({ group, items, unit, level }: Props): ReactElement {
  const { t } = useTranslation();
  const heading = useId();
  const columns = ["what", "due", "state", "owner", "rule"] as const;
  return (
    <section className="stack">
      <Heading level={level} data-size="xs" id={heading}>
        {t(`obligations.${group}`)} <span className="muted">({items.length})</span>
      </Heading>
      {group === "unknown" && <p>{t("obligations.unknown_text")}</p>}
      <Table className="cards obligations" role="table" aria-labelledby={heading}>
        <Table.Head role="rowgroup">
          <Table.Row role="row">
            {columns.map((column) => (
              <Table.HeaderCell key={column} role="columnheader" scope="col">
                {t(`obligations.${column}`)}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body role="rowgroup">
          {items.map((item) => (
            <ObligationRow key={`${item.id} ${item.name} ${item.since}`} item={item} unit={unit} />
          ))}
        </Table.Body>
      </Table>
    </section>
  );
}

function ObligationRow({ item, unit }: { item: OpenObligation; unit: string }): ReactElement {
  const { t } = useTranslation();
  const duty = useDutyTitle();
  return (
    <Table.Row role="row">
      <Table.Cell role="cell" className="card-title">
        <strong className="block">{duty(item)}</strong>
        <SubjectLink {...item} unit={unit} number={item.sequence} />
        <DangerTag urgent={item.urgent} danger={item.danger} />
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("obligations.due")}>
        <Deadline obligation={item} bare />
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("obligations.state")}>
        <BreachTag state={item.state} />
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("obligations.owner")}>
        <OwnerName owner={item.owner} />
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("obligations.rule")}>
        <RuleNotes {...item} />
      </Table.Cell>
    </Table.Row>
  );
}
