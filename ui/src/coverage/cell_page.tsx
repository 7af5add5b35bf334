import { Alert, Heading } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { AreaNav } from "../access/area_nav";
import type { Cell } from "../api/coverage";
import type { NamedUnit } from "../api/unit";
import { useKindTitle } from "../api/use_kinds";
import { oversees, problem_units } from "../session/grants";
import { usePerson } from "../session/session_context";
import { Empty } from "../shell/empty";
import { Loaded } from "../shell/loaded";
import { PageHeading } from "../shell/page_heading";
import { useWords } from "../text/use_words";
import { CountTag } from "./count_tag";
import { DrillWords } from "./drill_words";
import { IntakeActs } from "./intake_acts";
import { PeopleLists } from "./people_lists";
import { TimelineBars } from "./timeline_bars";
import { useCoverage } from "./use_coverage";
import { WaitingWords } from "./waiting_words";

/** One kind of report in one unit: who could open it, now and in the days ahead. */
export default function CellPage(): ReactElement {
  const { t } = useTranslation();
  const { unit = "", kind = "" } = useParams();
  const kind_title = useKindTitle();
  const coverage = useCoverage(unit);
  return (
    <div className="stack">
      <p className="back">
        <Link className="ds-link" to="/coverage">
          {t("coverage.back")}
        </Link>
      </p>
      <PageHeading title={t("coverage.cell_title", { kind: kind_title(kind) })} />
      <AreaNav />
      <Loaded query={coverage} failed={t("coverage.failed")} renews>
        {({ items, needed }) => {
          const row = items.find((one) => one.unit.id === unit);
          const cell = row?.kinds.find((one) => one.kind === kind);
          if (row === undefined || cell === undefined) {
            return <Empty title={t("coverage.not_taken")} text={t("coverage.not_taken_text")} />;
          }
          const may_set = row.acts?.some(({ name, allowed }) => name === "set_intake" && allowed);
          return <Found unit={row.unit} {...{ cell, needed }} may_set={may_set === true} />;
        }}
      </Loaded>
    </div>
  );
}

interface Props {
  unit: NamedUnit;
  cell: Cell;
  needed: number;
  /** Whether the reader begins and pauses it. */
  may_set: boolean;
}

function Found({ unit, cell, needed, may_set }: Props): ReactElement {
  const { t } = useTranslation();
  const in_words = useWords();
  const person = usePerson();
  const follows_problem =
    oversees(person) || problem_units(person).some(({ id }) => id === unit.id);
  return (
    <>
      <dl className="identity">
        <div>
          <dt>{t("inbox.unit")}</dt>
          <dd>{unit.name}</dd>
        </div>
        <div>
          <dt>{t("coverage.now")}</dt>
          <dd>
            <CountTag count={cell.count} needed={needed} />
          </dd>
        </div>
        <div>
          <dt>{t("coverage.drills")}</dt>
          <dd>
            <DrillWords drills={cell.drills} />
          </dd>
        </div>
        {cell.waiting.count + cell.passed_on.count > 0 && (
          <div>
            <dt>{t("coverage.unopened")}</dt>
            <dd>
              <WaitingWords {...cell} />
            </dd>
          </div>
        )}
        {cell.problem && (
          <div>
            <dt>{t("coverage.problem")}</dt>
            <dd>
              {follows_problem ? (
                <Link className="ds-link" to={`/problems/${cell.problem.id}`}>
                  {t("problems.number", { number: cell.problem.number })}
                </Link>
              ) : (
                t("problems.number", { number: cell.problem.number })
              )}
            </dd>
          </div>
        )}
      </dl>
      <div className="columns">
        <div className="column-side">{may_set && <IntakeActs {...{ unit, cell }} />}</div>
        <div className="column-main">
          <section className="card">
            <Heading level={2} data-size="xs">
              {t("coverage.ahead")}
            </Heading>
            {cell.next_gap ? (
              <Alert data-color={cell.next_gap.count === 0 ? "danger" : "warning"}>
                {in_words(cell.next_gap.in_words)}
              </Alert>
            ) : (
              cell.count >= needed && <p>{t("coverage.no_gap", { count: needed })}</p>
            )}
            <TimelineBars timeline={cell.timeline} needed={needed} />
          </section>
          <PeopleLists people={cell.people} unable={cell.unable} />
        </div>
      </div>
    </>
  );
}
