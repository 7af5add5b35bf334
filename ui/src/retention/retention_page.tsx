import { Button, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { AreaNav } from "../access/area_nav";
import { RETENTION_STATES } from "../api/retention";
import type { RetentionState } from "../api/retention";
import type { NamedUnit } from "../api/unit";
import { watched_units } from "../session/grants";
import { Empty } from "../shell/empty";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { useNamed } from "../text/use_named";
import { UnitPage } from "../unit/unit_page";
import { KeptList } from "./kept_list";
import { UnitHolds } from "./unit_holds";
import { useRetention } from "./use_retention";

/** What is kept, until when, and what stops or allows its erasure. */
export default function RetentionPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <UnitPage title={t("retention.title")} units_of={watched_units} before={<AreaNav />}>
      {(unit) => (
        <>
          <Paragraph>{t("retention.intro")}</Paragraph>
          <UnitHolds key={`holds ${unit.id}`} unit={unit} />
          <KeptOfUnit key={unit.id} unit={unit} />
        </>
      )}
    </UnitPage>
  );
}

function KeptOfUnit({ unit }: { unit: NamedUnit }): ReactElement {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const asked = params.get("state");
  const state = RETENTION_STATES.find((one) => one === asked);
  const kept = useRetention(unit.id, state);
  return (
    <section className="stack">
      <StateChoice state={state} />
      {kept.isPending && <Loading />}
      {kept.isError && kept.data === undefined && (
        <Failed
          error={kept.error}
          title={t("retention.failed")}
          on_retry={() => void kept.refetch()}
        />
      )}
      {kept.data !== undefined && (
        <>
          {kept.data.pages.every(({ items }) => items.length === 0) ? (
            <Empty title={t("retention.empty")} text={t("retention.empty_text")} />
          ) : (
            <KeptList
              key={state ?? "all"}
              items={kept.data.pages.flatMap(({ items }) => items)}
              unit={unit}
            />
          )}
          {kept.hasNextPage && (
            <Button
              variant="secondary"
              loading={kept.isFetchingNextPage}
              onClick={() => void kept.fetchNextPage()}
            >
              {t("inbox.more")}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

/** The choice stands in the address, so that it can be kept and shared. */
function StateChoice({ state }: { state: RetentionState | undefined }): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const [params] = useSearchParams();
  const address = (one: RetentionState | undefined): string => {
    const next = new URLSearchParams(params);
    next.delete("state");
    if (one !== undefined) next.set("state", one);
    return `?${next.toString()}`;
  };
  return (
    <nav className="area screen-only" aria-label={t("inbox.show")}>
      {[undefined, ...RETENTION_STATES].map((one) => (
        <Link
          key={one ?? "all"}
          to={address(one)}
          className={one === state ? "active" : undefined}
          aria-current={one === state ? "true" : undefined}
        >
          {one === undefined ? t("coverage.all") : named("retention_state", one)}
        </Link>
      ))}
    </nav>
  );
}
