import { Button } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ReasonForm } from "../access/reason_form";
import type { UnitHold } from "../api/retention";
import { useChange } from "../api/use_change";
import { useKindTitle } from "../api/use_kinds";
import { leads, oversees } from "../session/grants";
import { usePerson } from "../session/session_context";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";
import { useRetentionChanged } from "./use_retention";

interface Props {
  hold: UnitHold;
  unit: string;
  /** Beside one report, where a hold on the whole unit stands but is not released. */
  in_row?: boolean;
}

/** One reason why something is not erased, and who may lift it. */
export function HoldLine({ hold, unit, in_row = false }: Props): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const kind_title = useKindTitle();
  const person = usePerson();
  const changing = useChange();
  const changed = useRetentionChanged(unit);
  const [releasing, set_releasing] = useState(false);
  const { id, name, at, by, reason, kinds } = hold;
  const elsewhere = in_row && !hold.report;
  const may_release = !elsewhere && !hold.released_at && (leads(person, unit) || oversees(person));

  const release = async (why: string): Promise<void> => {
    const path = `/retention/holds/${encodeURIComponent(id)}/release`;
    if ((await changing.post(path, { reason: why })) !== undefined) changed();
  };
  return (
    <li>
      <strong>{named("hold", name)}</strong> <small className="muted">{by?.name}</small>{" "}
      <Instant at={at} show="short" />
      {elsewhere && <span className="block">{t("retention.of_unit")}</span>}
      {kinds !== undefined && kinds.length > 0 && (
        <span className="block">{kinds.map(kind_title).join(", ")}</span>
      )}
      {reason && !elsewhere && (
        <span className="block verbatim" dir="auto">
          {reason}
        </span>
      )}
      {hold.released_at && (
        <span className="block">
          {t("retention.released_at")} <Instant at={hold.released_at} show="short" />
        </span>
      )}
      {releasing ? (
        <ReasonForm
          id={`release-${id}`}
          title={t("retention.release")}
          label={t("access.reason")}
          submit={t("retention.release")}
          failed={t("retention.not_changed")}
          changing={changing}
          on_submit={(why) => void release(why)}
          on_cancel={() => {
            changing.forget_problem();
            set_releasing(false);
          }}
        />
      ) : (
        may_release && (
          <Button
            className="screen-only"
            variant="tertiary"
            data-size="sm"
            aria-label={`${t("retention.release")}: ${named("hold", name)}`}
            onClick={() => set_releasing(true)}
          >
            {t("retention.release")}
          </Button>
        )
      )}
    </li>
  );
}
