import { Paragraph, Table } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation, useSearchParams } from "react-router";
import { AreaNav } from "../access/area_nav";
import type { Cell, CoveredUnit } from "../api/coverage";
import type { NamedUnit } from "../api/unit";
import { useKindTitle, useKinds } from "../api/use_kinds";
import { oversees } from "../session/grants";
import { usePerson } from "../session/session_context";
import { CardTable } from "../shell/card_table";
import { Empty } from "../shell/empty";
import { Loaded } from "../shell/loaded";
import { PageHeading } from "../shell/page_heading";
import { useWords } from "../text/use_words";
import { UnitSearch } from "../unit/unit_search";
import { CountTag } from "./count_tag";
import { DrillWords } from "./drill_words";
import { useCoverage } from "./use_coverage";
import { WaitingWords } from "./waiting_words";

/** Who could open what: one row for each unit, one column for each kind. */
export default function CoveragePage(): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const [params] = useSearchParams();
  const [unit, set_unit] = useState<NamedUnit | null>(looked_up_in(useLocation().state));
  const coverage = useCoverage(unit?.id);
  const low_only = params.get("show") === "low";
  return (
    <div className="stack">
      <PageHeading title={t("coverage.title")} />
      <AreaNav />
      {oversees(person) && (
        <UnitSearch
          id="unit"
          label={t("inbox.unit")}
          kind={undefined}
          chosen={unit}
          on_choose={set_unit}
        />
      )}
      <Loaded query={coverage} failed={t("coverage.failed")} renews>
        {({ items, needed }) => (
          <>
            <Paragraph>{t("coverage.intro", { count: needed })}</Paragraph>
            <Shown low_only={low_only} />
            <Matrix items={low_only ? items.filter(is_low(needed)) : items} needed={needed} />
          </>
        )}
      </Loaded>
    </div>
  );
}

/** The one that another page led here for. */
function looked_up_in(state: { looked_up?: NamedUnit } | null): NamedUnit | null {
  return state?.looked_up ?? null;
}

function is_low(needed: number): (row: CoveredUnit) => boolean {
  return ({ kinds }) => kinds.some(({ count, next_gap }) => count < needed || Boolean(next_gap));
}

function Shown({ low_only }: { low_only: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <nav className="switch narrow screen-only" aria-label={t("inbox.show")}>
      <Link to="?show=all" aria-current={low_only ? undefined : "true"}>
        {t("coverage.all")}
      </Link>
      <Link to="?show=low" aria-current={low_only ? "true" : undefined}>
        {t("coverage.low_only")}
      </Link>
    </nav>
  );
}

function Matrix({ items, needed }: { items: CoveredUnit[]; needed: number }): ReactElement {
  const { t } = useTranslation();
  const known = useKinds();
  const kind_title = useKindTitle();
  if (items.length === 0) {
    return <Empty title={t("coverage.empty")} text={t("coverage.empty_text")} />;
  }
  const there = new Set(items.flatMap(({ kinds }) => kinds.map(({ kind }) => kind)));
  const order = known.data?.map(({ name }) => name) ?? [];
  const kinds = [...there].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const columns = [t("inbox.unit"), ...kinds.map(kind_title)];
  return (
    <CardTable columns={columns} caption={t("coverage.caption")} className="matrix">
      {items.map(({ unit, kinds: cells }) => (
        <Table.Row role="row" key={unit.id}>
          <Table.HeaderCell role="rowheader" scope="row" className="card-title">
            {unit.name}
          </Table.HeaderCell>
          {kinds.map((kind) => (
            <Table.Cell role="cell" key={kind} data-label={kind_title(kind)}>
              <CellWords
                unit={unit}
                needed={needed}
                title={kind_title(kind)}
                cell={cells.find((cell) => cell.kind === kind)}
              />
            </Table.Cell>
          ))}
        </Table.Row>
      ))}
    </CardTable>
  );
}

interface CellProps {
  unit: NamedUnit;
  title: string;
  needed: number;
  cell: Cell | undefined;
}

function CellWords({ unit, title, needed, cell }: CellProps): ReactElement {
  const { t } = useTranslation();
  const in_words = useWords();
  if (cell === undefined) return <span className="muted">{t("coverage.not_taken")}</span>;
  const address = `/coverage/${encodeURIComponent(unit.id)}/${encodeURIComponent(cell.kind)}`;
  return (
    <div className="cell">
      <CountTag count={cell.count} needed={needed} />
      {cell.next_gap && <span className="gap-words">{in_words(cell.next_gap.in_words)}</span>}
      <WaitingWords {...cell} />
      <small className="muted">
        <span className="block">{t(cell.live ? "coverage.live" : "coverage.not_live")}</span>
        <DrillWords drills={cell.drills} />
      </small>
      <Link
        className="ds-link screen-only"
        to={address}
        aria-label={`${t("coverage.look")}: ${unit.name}, ${title}`}
      >
        {t("coverage.look")}
      </Link>
    </div>
  );
}
