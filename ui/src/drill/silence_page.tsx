import { Alert, Table, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { AreaNav } from "../access/area_nav";
import type { SilenceClock } from "../api/drill";
import type { NamedUnit } from "../api/unit";
import { watched_units } from "../session/grants";
import { CardCell, CardTable } from "../shell/card_table";
import { Empty } from "../shell/empty";
import { Loaded } from "../shell/loaded";
import { useNamed } from "../text/use_named";
import { useWords } from "../text/use_words";
import { Instant } from "../time/instant";
import { UnitPage } from "../unit/unit_page";
import { useSilence } from "./use_drills";

/** Who usually sends to a unit and has become silent, and how much that can tell. */
export default function SilencePage(): ReactElement {
  const { t } = useTranslation();
  return (
    <UnitPage title={t("silence.title")} units_of={watched_units} before={<AreaNav />}>
      {(unit) => <SilenceOfUnit key={unit.id} unit={unit} />}
    </UnitPage>
  );
}

function SilenceOfUnit({ unit }: { unit: NamedUnit }): ReactElement {
  const { t } = useTranslation();
  const in_words = useWords();
  const silence = useSilence(unit.id);
  return (
    <Loaded query={silence} failed={t("silence.failed")} renews>
      {({ channels, statement }) => (
        <>
          <Alert data-color="info">{in_words(statement)}</Alert>
          {channels.length === 0 ? (
            <Empty title={t("silence.empty")} text={t("silence.empty_text")} />
          ) : (
            <Channels channels={channels} unit={unit} />
          )}
        </>
      )}
    </Loaded>
  );
}

const COLOUR = { heard: "success", silent: "danger", too_few: "neutral" } as const;

interface Props {
  channels: SilenceClock[];
  unit: NamedUnit;
}

function Channels({ channels, unit }: Props): ReactElement {
  const { t, i18n } = useTranslation();
  const named = useNamed();
  const in_words = useWords();
  const columns = ["sender", "state", "per_week", "last", "alarm"] as const;
  const number = new Intl.NumberFormat(i18n.language === "en" ? "en-GB" : "nb-NO", {
    maximumFractionDigits: 1,
  });
  return (
    <CardTable
      columns={columns.map((column) => t(`silence.${column}`))}
      caption={t("silence.caption", { unit: unit.name })}
    >
      {channels.map((clock) => (
        <Table.Row role="row" key={clock.sender.id ?? clock.sender.name}>
          <Table.Cell role="cell" className="card-title">
            <strong>{clock.sender.name}</strong>
          </Table.Cell>
          <CardCell label={t("silence.state")}>
            <Tag data-color={COLOUR[clock.state]}>{named("silence_state", clock.state)}</Tag>
            <span className="block">{in_words(clock.in_words)}</span>
          </CardCell>
          <CardCell label={t("silence.per_week")}>{number.format(clock.per_week)}</CardCell>
          <CardCell label={t("silence.last")}>
            {clock.last_at ? <Instant at={clock.last_at} /> : t("silence.never")}
          </CardCell>
          <CardCell label={t("silence.alarm")}>
            {clock.alarm_after_days
              ? t("silence.alarm_after", { days: number.format(clock.alarm_after_days) })
              : "–"}
          </CardCell>
        </Table.Row>
      ))}
    </CardTable>
  );
}
