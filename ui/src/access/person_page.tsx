import { Alert, Button, Heading } from "@digdir/designsystemet-react";
import { useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import type { PersonAccess } from "../api/access";
import { useChange } from "../api/use_change";
import { useKindTitle } from "../api/use_kinds";
import { useAccessChanged } from "../coverage/use_coverage";
import { Loaded } from "../shell/loaded";
import { PageHeading } from "../shell/page_heading";
import { Said } from "../shell/said";
import { Instant } from "../time/instant";
import { AreaNav } from "./area_nav";
import { GrantTable } from "./grant_table";
import { ReasonForm } from "./reason_form";
import { usePersonAccess } from "./use_grants";

/** What one person can open, and why. */
export default function PersonPage(): ReactElement {
  const { t } = useTranslation();
  const { id = "" } = useParams();
  const access = usePersonAccess(id);
  return (
    <div className="stack">
      <p className="back">
        <Link className="ds-link" to="/access">
          {t("access.back")}
        </Link>
      </p>
      <PageHeading title={access.data?.person.name ?? t("access.one_person")} />
      <AreaNav />
      <Loaded query={access} failed={t("access.person_failed")}>
        {(found) => <Found key={id} access={found} />}
      </Loaded>
    </div>
  );
}

function Found({ access }: { access: PersonAccess }): ReactElement {
  const { t } = useTranslation();
  const kind_title = useKindTitle();
  const { opens, grants, disabled } = access;
  return (
    <>
      {disabled && <Alert data-color="warning">{t("access.disabled_text")}</Alert>}
      <section className="card">
        <Heading level={2} data-size="xs">
          {t("access.opens")}
        </Heading>
        {opens.length === 0 && <p>{t("access.opens_nothing")}</p>}
        <ul className="plain-list">
          {opens.map(({ unit, kind, why, last_used }) => (
            <li key={`${unit.id} ${kind}`}>
              <strong>
                {kind_title(kind)}, {unit.name}
              </strong>
              <span className="block">
                <Said text={why} />
              </span>
              <small className="muted">
                {t("access.last_used")}:{" "}
                {last_used ? <Instant at={last_used} show="short" /> : t("coverage.never_used")}
              </small>
            </li>
          ))}
        </ul>
      </section>
      <section className="stack">
        <Heading level={2} data-size="xs">
          {t("access.grants")}
        </Heading>
        {grants.length === 0 ? (
          <p>{t("access.no_grants")}</p>
        ) : (
          <GrantTable grants={grants} of="person" caption={t("access.grants")} />
        )}
      </section>
      <Account access={access} />
    </>
  );
}

/** Closing an account at once, and opening it again. */
function Account({ access }: { access: PersonAccess }): ReactElement {
  const { t } = useTranslation();
  const changing = useChange();
  const changed = useAccessChanged();
  const [asking, set_asking] = useState(false);
  const [done, set_done] = useState<"disabled" | "enabled" | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const act = access.disabled ? "enable" : "disable";

  const run = async (reason: string, override: { override_reason?: string }): Promise<void> => {
    const path = `/people/${encodeURIComponent(access.person.id)}/${act}`;
    if ((await changing.post(path, { reason, ...override })) === undefined) return;
    changed();
    set_asking(false);
    set_done(act === "disable" ? "disabled" : "enabled");
    heading.current?.focus();
  };
  return (
    <section className="stack screen-only">
      <Heading level={2} data-size="xs" tabIndex={-1} ref={heading}>
        {t("access.account")}
      </Heading>
      <p className="count" role="status">
        {done !== null && t(`access.account_${done}`)}
      </p>
      {asking ? (
        <ReasonForm
          key={act}
          id="account-reason"
          title={t(`access.${act}`)}
          help={t(`access.${act}_help`)}
          label={t("access.reason")}
          submit={t(`access.${act}`)}
          failed={t("access.account_unchanged")}
          changing={changing}
          change={{ person: access.person.id }}
          on_submit={(reason, override) => void run(reason, override)}
          on_cancel={() => {
            changing.forget_problem();
            set_asking(false);
            heading.current?.focus();
          }}
        />
      ) : (
        <div className="buttons">
          <Button
            variant="secondary"
            onClick={() => {
              set_done(null);
              set_asking(true);
            }}
          >
            {t(`access.${act}`)}
          </Button>
        </div>
      )}
    </section>
  );
}
