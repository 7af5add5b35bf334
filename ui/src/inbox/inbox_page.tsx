import { Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { inbox_units } from "../session/grants";
import { usePerson } from "../session/session_context";
import { Empty } from "../shell/empty";
import { PageHeading } from "../shell/page_heading";
import { InboxFilter } from "./inbox_filter";
import { InboxList } from "./inbox_list";
import type { Shown } from "./use_inbox";

export function InboxPage(): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const [params] = useSearchParams();
  const units = inbox_units(person);
  const asked = params.get("unit");
  // A unit from an address that is not among the person's own is asked for all the same: the
  // server explains why not.
  const unit = asked === null ? units[0] : (units.find(({ id }) => id === asked) ?? null);
  const shown: Shown = params.get("state") === "closed" ? "closed" : "open";

  if (unit === undefined) {
    return (
      <>
        <PageHeading title={t("inbox.title")} />
        <Empty title={t("inbox.no_access")} text={t("inbox.no_access_text")} />
      </>
    );
  }
  const current = unit ?? { id: asked ?? "", name: asked ?? "" };
  return (
    <>
      <PageHeading title={t("inbox.title")} />
      {units.length === 1 && <Paragraph className="muted">{current.name}</Paragraph>}
      <InboxFilter units={units} unit={current} shown={shown} />
      <InboxList key={`${current.id} ${shown}`} unit={current} shown={shown} />
    </>
  );
}
