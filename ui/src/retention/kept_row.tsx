import { Button, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { KeptReport } from "../api/retention";
import type { NamedUnit } from "../api/unit";
import { oversees, reads } from "../session/grants";
import { usePerson } from "../session/session_context";
import { CardCell } from "../shell/card_table";
import { useNamed } from "../text/use_named";
import { useWords } from "../text/use_words";
import { Instant } from "../time/instant";
import { HoldLine } from "./hold_line";
import type { ReportAct } from "./report_form";
import { WhyList } from "./why_list";

interface Props {
  item: KeptReport;
  unit: NamedUnit;
  on_act: (act: ReportAct) => void;
}

const COLOUR = { to_archive: "warning", due: "warning", proposed: "danger", held: "info" } as const;

/** All that is known of one report's keeping, after the cell with its name. */
export function KeptRow({ item, unit, on_act }: Props): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const in_words = useWords();
  const person = usePerson();
  const { state, rule, holds, proposed, erased } = item;
  const reader = reads(person, unit.id);
  const to_archive = item.why_not_names?.includes("not_archived") ?? state === "to_archive";
  const colour = state in COLOUR ? COLOUR[state as keyof typeof COLOUR] : "neutral";
  return (
    <>
      <CardCell label={t("retention.state")}>
        <Tag data-color={colour}>{named("retention_state", state)}</Tag>
        {proposed && (
          <span className="block">
            {t("retention.proposed_by", { name: proposed.by.name })}{" "}
            <Instant at={proposed.at} show="short" />
          </span>
        )}
        {erased && <Instant at={erased.at} show="short" />}
        {item.delivery && reader && !erased && (
          <Link className="ds-link block" to={`/deliveries/${encodeURIComponent(item.delivery)}`}>
            {t("retention.look")}
          </Link>
        )}
      </CardCell>
      <CardCell label={t("retention.kept_until")}>
        {item.kept_until ? <Instant at={item.kept_until} show="short" /> : t("retention.no_end")}
        {rule && (
          <small className="block muted">
            {in_words(rule.title)}
            {rule.source && ` (${rule.source})`}
          </small>
        )}
        {item.closed_at && (
          <small className="block muted">
            {t("retention.closed")} <Instant at={item.closed_at} show="short" />
          </small>
        )}
      </CardCell>
      <CardCell label={t("retention.holds")}>
        {holds.length === 0 && "–"}
        <ul className="plain-list tight">
          {holds.map((hold) => (
            <HoldLine key={hold.id} hold={hold} unit={unit.id} in_row />
          ))}
        </ul>
        {!erased && (reader || oversees(person)) && (
          <Button
            className="screen-only"
            variant="tertiary"
            data-size="sm"
            aria-label={`${t("retention.hold")}: #${item.number}`}
            onClick={() => on_act("hold")}
          >
            {t("retention.hold")}
          </Button>
        )}
      </CardCell>
      <CardCell label={t("retention.why_not")}>
        {item.why_not.length === 0 && "–"}
        <WhyList sentences={item.why_not} names={item.why_not_names} />
        {reader && to_archive && (
          <Button
            className="screen-only"
            variant="secondary"
            data-size="sm"
            aria-label={`${t("retention.archive")}: #${item.number}`}
            onClick={() => on_act("archive")}
          >
            {t("retention.archive")}
          </Button>
        )}
      </CardCell>
    </>
  );
}
