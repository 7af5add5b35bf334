import { Heading, Paragraph, Table, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import type { AccessRequest } from "../api/access";
import type { OwnCell } from "../api/coverage";
import { useKindTitle } from "../api/use_kinds";
import { CardCell, CardTable } from "../shell/card_table";
import { Empty } from "../shell/empty";
import { Icon } from "../shell/icon";
import { Loaded } from "../shell/loaded";
import { PageHeading } from "../shell/page_heading";
import { Said } from "../shell/said";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";
import { useClock } from "../time/use_clock";
import { ago_words } from "../time/words";
import { AreaNav } from "./area_nav";
import { AskButton } from "./ask_button";
import { useAccessRequests, useSelfCheck } from "./use_self_check";

/** "Can I open it?", before it is needed; and if not, why not and whom to ask. */
export default function SelfCheckPage(): ReactElement {
  const { t } = useTranslation();
  const own = useSelfCheck();
  const requests = useAccessRequests();
  return (
    <div className="stack">
      <PageHeading title={t("self_check.title")} />
      <AreaNav />
      <Paragraph>{t("self_check.intro")}</Paragraph>
      <Loaded query={own} failed={t("self_check.failed")} renews>
        {(items) => <OwnCells items={items} requests={requests.data ?? []} />}
      </Loaded>
      <section className="stack">
        <Heading level={2} data-size="xs">
          {t("requests.mine")}
        </Heading>
        <Loaded query={requests} failed={t("requests.failed")}>
          {(items) => <OwnRequests items={items} />}
        </Loaded>
      </section>
    </div>
  );
}

interface CellsProps {
  items: OwnCell[];
  requests: AccessRequest[];
}

function OwnCells({ items, requests }: CellsProps): ReactElement {
  const { t } = useTranslation();
  const kind_title = useKindTitle();
  const [params] = useSearchParams();
  const asked = params.get("unit");
  const shown = asked === null ? items : items.filter(({ unit }) => unit.id === asked);
  if (shown.length === 0) {
    return <Empty title={t("self_check.empty")} text={t("self_check.empty_text")} />;
  }
  const able = shown.filter((cell) => cell.able).length;
  const columns = ["what", "able", "why", "last_used", "ask"] as const;
  return (
    <>
      <p className="count" role="status">
        {t("self_check.count", { able, count: shown.length })}
      </p>
      <CardTable
        columns={columns.map((column) => t(`self_check.${column}`))}
        caption={t("self_check.title")}
      >
        {shown.map((cell) => (
          <Table.Row role="row" key={`${cell.unit.id} ${cell.kind}`}>
            <Table.Cell role="cell" className="card-title">
              <strong className="block">{kind_title(cell.kind)}</strong>
              <small>{cell.unit.name}</small>
            </Table.Cell>
            <CardCell label={t("self_check.able")}>
              <AbleTag able={cell.able} />
            </CardCell>
            <CardCell label={t("self_check.why")}>
              <Said text={cell.reason} />
              {cell.until && (
                <span className="block muted">
                  {t("self_check.until")} <Instant at={cell.until} show="short" />
                </span>
              )}
              <HowManyWait cell={cell} />
            </CardCell>
            <CardCell label={t("self_check.last_used")}>
              {cell.last_used ? <Instant at={cell.last_used} /> : t("coverage.never_used")}
            </CardCell>
            <CardCell label={t("self_check.ask")}>
              <Ask cell={cell} request={requests.find((one) => is_about(one, cell))} />
            </CardCell>
          </Table.Row>
        ))}
      </CardTable>
    </>
  );
}

/** An open request for the unit as a whole is one for each of its kinds. */
function is_about({ unit, kind, state }: AccessRequest, cell: OwnCell): boolean {
  return state === "open" && unit.id === cell.unit.id && (!kind || kind === cell.kind);
}

function AbleTag({ able }: { able: boolean }): ReactElement {
  const { t } = useTranslation();
  return (
    <Tag data-color={able ? "success" : "warning"}>
      {able && <Icon name="done" />}
      {t(able ? "form.yes" : "form.no")}
    </Tag>
  );
}

function HowManyWait({ cell }: { cell: OwnCell }): ReactElement | null {
  const { t } = useTranslation();
  const clock = useClock();
  if (cell.waiting === undefined || cell.waiting.count === 0) return null;
  const { count, oldest } = cell.waiting;
  const age = oldest
    ? `, ${t("coverage.oldest", { when: ago_words(new Date(oldest), clock) })}`
    : "";
  return (
    <span className="block">
      {t("coverage.waiting", { count })}
      {age}
    </span>
  );
}

interface AskProps {
  cell: OwnCell;
  request: AccessRequest | undefined;
}

function Ask({ cell, request }: AskProps): ReactElement | null {
  const named = useNamed();
  const kind_title = useKindTitle();
  if (cell.able) return null;
  return (
    <>
      <ul className="plain-list tight">
        {cell.ask.map(({ id, name, role }) => (
          <li key={`${id} ${role}`}>
            {name} <small className="muted">{named("role", role)}</small>
          </li>
        ))}
      </ul>
      <AskButton
        unit={cell.unit.id}
        kind={cell.kind}
        about={`${kind_title(cell.kind)}, ${cell.unit.name}`}
        asked_before={request?.number}
      />
    </>
  );
}

function OwnRequests({ items }: { items: AccessRequest[] }): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const kind_title = useKindTitle();
  if (items.length === 0) return <p>{t("requests.none_mine")}</p>;
  const columns = ["number", "what", "at", "state", "answer"] as const;
  return (
    <CardTable
      columns={columns.map((column) => t(`requests.${column}`))}
      caption={t("requests.mine")}
    >
      {items.map(({ id, number, unit, kind, at, due, state, answer }) => (
        <Table.Row role="row" key={id}>
          <CardCell label={t("requests.number")}>{number}</CardCell>
          <CardCell label={t("requests.what")}>
            {kind ? kind_title(kind) : t("requests.all_kinds")}, {unit.name}
          </CardCell>
          <CardCell label={t("requests.at")}>
            <Instant at={at} />
          </CardCell>
          <CardCell label={t("requests.state")}>
            {named("request_state", state)}
            {state === "open" && due && (
              <span className="block muted">
                {t("requests.answer_due")} <Instant at={due} show="short" />
              </span>
            )}
          </CardCell>
          <CardCell label={t("requests.answer")}>{answer ?? "–"}</CardCell>
        </Table.Row>
      ))}
    </CardTable>
  );
}
