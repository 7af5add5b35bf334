import { Button, Checkbox, Heading, Table } from "@digdir/designsystemet-react";
import { useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { KeptReport, Refused } from "../api/retention";
import type { NamedUnit } from "../api/unit";
import { useKindTitle } from "../api/use_kinds";
import { reads } from "../session/grants";
import { usePerson } from "../session/session_context";
import { CardTable } from "../shell/card_table";
import { ReportForm } from "./report_form";
import type { ReportAct } from "./report_form";
import { steps_for } from "./choices";
import { KeptRow } from "./kept_row";
import { StepBar } from "./step_bar";
import { WhyList } from "./why_list";

interface Props {
  items: KeptReport[];
  unit: NamedUnit;
}

export interface StepResult {
  words: string;
  refused: Refused[];
}

/** Reports with what is known of their keeping; some can be chosen and then proposed or erased. */
export function KeptList({ items, unit }: Props): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const kind_title = useKindTitle();
  const [chosen, set_chosen] = useState<string[]>([]);
  const [form, set_form] = useState<{ act: ReportAct; about: KeptReport } | null>(null);
  const [result, set_result] = useState<StepResult | null>(null);
  const answer = useRef<HTMLDivElement>(null);
  const choosable = reads(person, unit.id)
    ? items.filter((item) => steps_for(item, person.id).length > 0)
    : [];
  const columns = ["report", "state", "kept_until", "holds", "why_not"] as const;

  const finish = (what: StepResult | null): void => {
    set_form(null);
    set_chosen([]);
    set_result(what);
    answer.current?.focus();
  };
  const choose = (report: string, on: boolean): void =>
    set_chosen(on ? [...chosen, report] : chosen.filter((one) => one !== report));
  const name_of = (report: string): string => {
    const found = items.find((item) => item.report === report);
    return found === undefined ? report : `${kind_title(found.kind)} #${found.number}`;
  };

  return (
    <>
      <div className="stack" tabIndex={-1} ref={answer} role="status">
        {result !== null && <p className="done">{result.words}</p>}
        {result !== null && result.refused.length > 0 && (
          <div className="card">
            <Heading level={3} data-size="2xs">
              {t("retention.refused")}
            </Heading>
            <ul className="plain-list">
              {result.refused.map(({ report, why, why_names }) => (
                <li key={report}>
                  <strong>{name_of(report)}</strong>
                  <WhyList sentences={why} names={why_names} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {form !== null && (
        <ReportForm
          key={`${form.act} ${form.about.report}`}
          act={form.act}
          report={form.about}
          unit={unit}
          on_done={(words) => finish({ words, refused: [] })}
          on_cancel={() => finish(null)}
        />
      )}
      {choosable.length > 0 && (
        <>
          <Button
            className="screen-only"
            variant="tertiary"
            data-size="sm"
            onClick={() => set_chosen(choosable.map(({ report }) => report))}
          >
            {t("retention.choose_all", { count: choosable.length })}
          </Button>
          <StepBar items={items} chosen={chosen} unit={unit} on_done={finish} />
        </>
      )}
      <CardTable
        columns={columns.map((column) => t(`retention.${column}`))}
        caption={t("retention.caption", { unit: unit.name })}
      >
        {items.map((item) => (
          <Table.Row role="row" key={item.report}>
            <Table.Cell role="cell" className="card-title">
              {choosable.includes(item) ? (
                <Checkbox
                  label={name_of(item.report)}
                  checked={chosen.includes(item.report)}
                  onChange={(event) => choose(item.report, event.target.checked)}
                />
              ) : (
                <strong>{name_of(item.report)}</strong>
              )}
            </Table.Cell>
            <KeptRow item={item} unit={unit} on_act={(act) => set_form({ act, about: item })} />
          </Table.Row>
        ))}
      </CardTable>
    </>
  );
}
