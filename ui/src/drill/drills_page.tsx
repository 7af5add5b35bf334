import { Button, Paragraph, Table, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { AreaNav } from "../access/area_nav";
import type { Drill } from "../api/drill";
import type { NamedUnit } from "../api/unit";
import { useKindTitle } from "../api/use_kinds";
import { watched_units } from "../session/grants";
import { CardCell, CardTable } from "../shell/card_table";
import { Empty } from "../shell/empty";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { Said } from "../shell/said";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";
import { duration_words } from "../time/words";
import { UnitPage } from "../unit/unit_page";
import { useDrills } from "./use_drills";

/** Every drill that has ended: what was tried, whether somebody opened it, how long that took. */
export default function DrillsPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <UnitPage title={t("drills.title")} units_of={watched_units} before={<AreaNav />}>
      {(unit) => <DrillsOfUnit key={unit.id} unit={unit} />}
    </UnitPage>
  );
}

function DrillsOfUnit({ unit }: { unit: NamedUnit }): ReactElement {
  const { t } = useTranslation();
  const drills = useDrills(unit.id);
  if (drills.isPending) return <Loading />;
  if (drills.data === undefined) {
    const retry = (): void => void drills.refetch();
    return <Failed error={drills.error} title={t("drills.failed")} on_retry={retry} />;
  }
  const items = drills.data.pages.flatMap((page) => page.items);
  return (
    <>
      <Paragraph>{t("drills.intro")}</Paragraph>
      {items.length === 0 ? (
        <Empty title={t("drills.empty")} text={t("drills.empty_text")} />
      ) : (
        <DrillTable items={items} unit={unit} />
      )}
      {drills.hasNextPage && (
        <Button
          variant="secondary"
          loading={drills.isFetchingNextPage}
          onClick={() => void drills.fetchNextPage()}
        >
          {t("inbox.more")}
        </Button>
      )}
    </>
  );
}

function DrillTable({ items, unit }: { items: Drill[]; unit: NamedUnit }): ReactElement {
  const { t, i18n } = useTranslation();
  const named = useNamed();
  const kind_title = useKindTitle();
  const columns = ["what", "began", "outcome", "took", "by"] as const;
  const took = ({ began_at, ended_at }: Drill): string =>
    duration_words(Date.parse(ended_at) - Date.parse(began_at), i18n.language);
  return (
    <CardTable
      columns={columns.map((column) => t(`drills.${column}`))}
      caption={t("drills.caption", { unit: unit.name })}
    >
      {items.map((drill) => (
        <Table.Row role="row" key={drill.id}>
          <Table.Cell role="cell" className="card-title">
            <strong className="block">{named("drill", drill.name)}</strong>
            <small>{kind_title(drill.kind)}</small>
          </Table.Cell>
          <CardCell label={t("drills.began")}>
            <Instant at={drill.began_at} />
          </CardCell>
          <CardCell label={t("drills.outcome")}>
            <Tag data-color={drill.outcome === "passed" ? "success" : "danger"}>
              {named("drill_outcome", drill.outcome)}
            </Tag>
            {drill.detail && (
              <span className="block">
                <Said text={drill.detail} />
              </span>
            )}
          </CardCell>
          <CardCell label={t("drills.took")}>{took(drill)}</CardCell>
          <CardCell label={t("drills.by")}>{drill.opened_by?.name ?? "–"}</CardCell>
        </Table.Row>
      ))}
    </CardTable>
  );
}
