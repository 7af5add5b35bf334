import { Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Person } from "../api/session";
import type { NamedUnit } from "../api/unit";
import { inbox_units, watched_units } from "../session/grants";
import { Empty } from "../shell/empty";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { Stale } from "../shell/stale";
import { UnitPage } from "../unit/unit_page";
import { EscalationCard } from "./escalation_card";
import { TOLD_ME, is_waiting, useEscalations } from "./use_escalations";

export default function EscalationsPage(): ReactElement {
  const { t } = useTranslation();
  const mine = { ...TOLD_ME, name: t("escalations.to_me") };
  /** Who works in a unit begins with all of its; others with what they were told themselves. */
  const lists_of = (person: Person): NamedUnit[] =>
    inbox_units(person).length > 0
      ? [...watched_units(person), mine]
      : [mine, ...watched_units(person)];
  return (
    <UnitPage title={t("escalations.title")} units_of={lists_of}>
      {(unit) => (
        <>
          <Paragraph>{t("escalations.intro")}</Paragraph>
          <EscalationList key={unit.id} unit={unit} />
        </>
      )}
    </UnitPage>
  );
}

function EscalationList({ unit }: { unit: NamedUnit }): ReactElement {
  const { t } = useTranslation();
  const escalations = useEscalations(unit.id);
  if (escalations.isPending) return <Loading />;
  if (escalations.data === undefined) {
    const retry = (): void => void escalations.refetch();
    return <Failed error={escalations.error} title={t("escalations.failed")} on_retry={retry} />;
  }
  const items = escalations.data;
  const waiting = items.filter(is_waiting).length;
  return (
    <div className="stack">
      <div className="links">
        <p className="count" role="status">
          {waiting === 0
            ? t("escalations.none_waiting")
            : t("escalations.count", { count: waiting })}
        </p>
        <Stale at={escalations.dataUpdatedAt} failing={escalations.isError} />
      </div>
      {items.length === 0 && (
        <Empty
          title={t("escalations.empty")}
          text={
            unit.id === TOLD_ME.id
              ? t("escalations.empty_to_me")
              : t("escalations.empty_text", { unit: unit.name })
          }
        />
      )}
      <ul className="plain-list">
        {items.map((escalation) => (
          <EscalationCard key={escalation.id} escalation={escalation} unit={unit.id} />
        ))}
      </ul>
    </div>
  );
}
