import { Button, Table, Tag } from "@digdir/designsystemet-react";
import { useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Grant } from "../api/access";
import { useKindTitle } from "../api/use_kinds";
import { PersonLink } from "../coverage/people_lists";
import { CardCell, CardTable } from "../shell/card_table";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";
import { useClock } from "../time/use_clock";
import { EndForm } from "./end_form";

interface Props {
  grants: Grant[];
  /** On a person's own page nobody needs their name in each row. */
  of: "unit" | "person";
  caption: string;
}

/** Grants, each with who gave it and why, and a way to end it. */
export function GrantTable({ grants, of, caption }: Props): ReactElement {
  const { t } = useTranslation();
  const [ending, set_ending] = useState<Grant | null>(null);
  const [ended, set_ended] = useState(false);
  const answer = useRef<HTMLParagraphElement>(null);
  const first = of === "unit" ? "person" : "unit";
  const columns = [first, "kinds", "span", "given", "last_used"] as const;
  const finish = (done: boolean): void => {
    set_ending(null);
    set_ended(done);
    answer.current?.focus();
  };
  return (
    <>
      <p className="count keep" role="status" tabIndex={-1} ref={answer}>
        {ended && t("access.ended")}
      </p>
      {ending !== null && (
        <EndForm
          key={ending.id}
          grant={ending}
          on_done={() => finish(true)}
          on_cancel={() => finish(false)}
        />
      )}
      <CardTable columns={columns.map((column) => t(`access.${column}`))} caption={caption}>
        {grants.map((grant) => (
          <GrantRow
            key={grant.id}
            grant={grant}
            of={of}
            on_end={() => {
              set_ended(false);
              set_ending(grant);
            }}
          />
        ))}
      </CardTable>
    </>
  );
}

interface RowProps {
  grant: Grant;
  of: Props["of"];
  on_end: () => void;
}

function GrantRow({ grant, of, on_end }: RowProps): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const kind_title = useKindTitle();
  const { now } = useClock();
  const { person, role, kinds, given_by, delegated_from } = grant;
  const unit = grant.unit?.name ?? t("access.whole_organisation");
  const over = grant.ended_at !== undefined && grant.ended_at !== null;
  const ahead = Date.parse(grant.from) > now.getTime();
  const on_leave = grant.on_leave_until && Date.parse(grant.on_leave_until) > now.getTime();
  const giver = given_by?.name ?? (given_by?.role ? named("role", given_by.role) : "");
  return (
    <Table.Row role="row">
      <Table.Cell role="cell" className="card-title">
        {of === "unit" ? <PersonLink {...person} /> : <strong>{unit}</strong>}
        <small>{named("role", role)}</small>
        {delegated_from && (
          <small className="muted">{t("access.delegated", { name: delegated_from.name })}</small>
        )}
        {on_leave && (
          <Tag data-color="warning">
            <span>
              {t("access.on_leave")} <Instant at={grant.on_leave_until ?? ""} show="short" />
            </span>
          </Tag>
        )}
      </Table.Cell>
      <CardCell label={t("access.kinds")}>
        {kinds.length === 0 ? t("requests.all_kinds") : kinds.map(kind_title).join(", ")}
      </CardCell>
      <CardCell label={t("access.span")}>
        <span className="block">
          {t(ahead ? "access.begins" : "access.since")} <Instant at={grant.from} show="short" />
        </span>
        {over ? (
          <span className="block">
            {t("access.ended_at")} <Instant at={grant.ended_at ?? ""} show="short" />{" "}
            <small className="muted">{grant.ended_by?.name}</small>
            {grant.end_reason && (
              <span className="block verbatim" dir="auto">
                {grant.end_reason}
              </span>
            )}
          </span>
        ) : (
          <span className="block">
            {grant.until ? (
              <>
                {t("access.expires")} <Instant at={grant.until} show="short" />
              </>
            ) : (
              <span className="muted">{t("access.no_end")}</span>
            )}
          </span>
        )}
      </CardCell>
      <CardCell label={t("access.given")}>
        {giver !== "" && <span className="block">{giver}</span>}
        {grant.given_at && <Instant at={grant.given_at} show="short" />}
        {grant.reason && (
          <span className="block verbatim" dir="auto">
            {grant.reason}
          </span>
        )}
        {giver === "" && !grant.reason && (
          <span className="muted">{t("access.giver_unknown")}</span>
        )}
      </CardCell>
      <CardCell label={t("access.last_used")}>
        {grant.last_used ? <Instant at={grant.last_used} /> : t("coverage.never_used")}
        <span className="block muted">{named("contact", grant.contact)}</span>
        {!over && (
          <Button
            className="screen-only"
            variant="tertiary"
            data-size="sm"
            aria-label={`${t("access.end")}: ${person.name}, ${named("role", role)}, ${unit}`}
            onClick={on_end}
          >
            {t("access.end")}
          </Button>
        )}
      </CardCell>
    </Table.Row>
  );
}
