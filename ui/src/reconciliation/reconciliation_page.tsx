import "../scope/scope.css";
import { Paragraph } from "@digdir/designsystemet-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { AreaNav } from "../access/area_nav";
import type { ListedRow, Reconciliation } from "../api/reconciliation";
import type { NamedUnit } from "../api/unit";
import { useChoices } from "../balance/use_choices";
import { sends } from "../session/grants";
import { usePerson } from "../session/session_context";
import { Empty } from "../shell/empty";
import { PageHeading } from "../shell/page_heading";
import { filled } from "../text/page_texts";
import { CompareForm } from "./compare_form";
import { PastList } from "./past_list";
import { ResultLists } from "./result_lists";
import { useReconciliationTexts } from "./texts";
import { WhoseField } from "./whose_field";

interface Compared {
  result: Reconciliation;
  rows: ListedRow[];
}

const named = (id: string, text: string, name: string): NamedUnit => ({
  id,
  name: filled(text, { name }),
});

/** Somebody's own list held against ours. Whose it is stands in the address; the list does not. */
export default function ReconciliationPage(): ReactElement {
  const { t } = useTranslation();
  const text = useReconciliationTexts();
  const person = usePerson();
  const [params, set_params] = useSearchParams();
  const asked = params.get("unit") ?? undefined;
  const choices = useChoices(asked === undefined ? {} : { unit: asked });
  const whose: NamedUnit[] = [
    ...(sends(person) ? [named("", text.own, person.organisation.name)] : []),
    ...choices.units.map(({ id, name }) => named(id, text.of_unit, name)),
  ];
  const unit = asked ?? whose[0]?.id;

  return (
    <div className="stack">
      <PageHeading title={text.title} />
      <AreaNav area="proof" />
      <Paragraph>{text.intro}</Paragraph>
      {unit === undefined ? (
        <Empty title={t("app.no_access")} text={t("app.no_access_text")} />
      ) : (
        <>
          <WhoseField whose={whose} chosen={unit} on_choose={(id) => set_params({ unit: id })} />
          <OfUnit key={unit} unit={unit} />
        </>
      )}
    </div>
  );
}

/** Mounted anew for each unit: no result is ever shown under another, however late it comes. */
function OfUnit({ unit }: { unit: string }): ReactElement {
  const queries = useQueryClient();
  const [compared, set_compared] = useState<Compared | null>(null);
  const done = (result: Reconciliation, rows: ListedRow[]): void => {
    set_compared({ result, rows });
    void queries.invalidateQueries({ queryKey: ["reconciliations", unit] });
  };
  return (
    <>
      <CompareForm unit={unit} on_done={done} />
      {compared !== null && <ResultLists {...compared} />}
      <PastList unit={unit} />
    </>
  );
}
