import { Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { inbox_units } from "../session/grants";
import { usePerson } from "../session/session_context";
import { Empty } from "../shell/empty";
import { PageHeading } from "../shell/page_heading";
import { useChosenUnit } from "../unit/use_chosen_unit";
import { InboxFilter } from "./inbox_filter";
import { InboxList } from "./inbox_list";
import type { Shown } from "./use_inbox";

export function InboxPage(): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const [params] = useSearchParams();
  const units = inbox_units(person);
  const unit = useChosenUnit(units);
  const shown: Shown = params.get("state") === "closed" ? "closed" : "open";

  if (unit === undefined) {
    return (
      <>
        <PageHeading title={t("inbox.title")} />
        <Empty title={t("inbox.no_access")} text={t("inbox.no_access_text")} />
      </>
    );
  }
  return (
    <>
      <PageHeading title={t("inbox.title")} />
      {units.length === 1 && <Paragraph className="muted">{unit.name}</Paragraph>}
      <InboxFilter units={units} unit={unit} shown={shown} />
      <InboxList key={`${unit.id} ${shown}`} unit={unit} shown={shown} />
    </>
  );
}
