import { Button, Heading } from "@digdir/designsystemet-react";
import { useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { KindsField } from "../access/kinds_field";
import { ReasonForm } from "../access/reason_form";
import type { HoldName } from "../api/retention";
import type { NamedUnit } from "../api/unit";
import { useChange } from "../api/use_change";
import { oversees, reads } from "../session/grants";
import { usePerson } from "../session/session_context";
import { Loaded } from "../shell/loaded";
import { HoldLine } from "./hold_line";
import { HoldNameField } from "./hold_name_field";
import { useHolds, useRetentionChanged } from "./use_retention";

/** "Do not erase any of these": what stops erasure for a unit as a whole. */
export function UnitHolds({ unit }: { unit: NamedUnit }): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const holds = useHolds(unit.id);
  const [placing, set_placing] = useState(false);
  const [done, set_done] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const finish = (stored: boolean): void => {
    set_placing(false);
    set_done(stored);
    heading.current?.focus();
  };
  return (
    <section className="card">
      <Heading level={2} data-size="xs" tabIndex={-1} ref={heading}>
        {t("retention.unit_holds")}
      </Heading>
      <p className="count" role="status">
        {done && t("retention.held")}
      </p>
      <Loaded query={holds} failed={t("retention.failed")}>
        {(items) => {
          const standing = items.filter(({ report, released_at }) => !report && !released_at);
          if (standing.length === 0) return <p>{t("retention.no_unit_holds")}</p>;
          return (
            <ul className="plain-list">
              {standing.map((hold) => (
                <HoldLine key={hold.id} hold={hold} unit={unit.id} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      {placing && <PlaceForm unit={unit} on_close={finish} />}
      {!placing && (reads(person, unit.id) || oversees(person)) && (
        <div className="buttons screen-only">
          <Button
            variant="secondary"
            data-size="sm"
            onClick={() => {
              set_done(false);
              set_placing(true);
            }}
          >
            {t("retention.hold_unit")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface Props {
  unit: NamedUnit;
  on_close: (stored: boolean) => void;
}

function PlaceForm({ unit, on_close }: Props): ReactElement {
  const { t } = useTranslation();
  const changing = useChange();
  const changed = useRetentionChanged(unit.id);
  const [name, set_name] = useState<HoldName>("legal");
  const [kinds, set_kinds] = useState<string[]>([]);
  const place = async (reason: string): Promise<void> => {
    const body = { unit: unit.id, name, reason, ...(kinds.length > 0 && { kinds }) };
    if ((await changing.post("/retention/holds", body)) === undefined) return;
    changed();
    on_close(true);
  };
  return (
    <ReasonForm
      id="hold-unit-reason"
      title={t("retention.hold_unit")}
      help={t("retention.hold_unit_help", { unit: unit.name })}
      label={t("access.reason")}
      submit={t("retention.hold_unit")}
      failed={t("retention.not_changed")}
      changing={changing}
      on_submit={(reason) => void place(reason)}
      on_cancel={() => on_close(false)}
    >
      <HoldNameField id="hold-unit-name" value={name} on_change={set_name} />
      <KindsField chosen={kinds} on_change={set_kinds} />
    </ReasonForm>
  );
}
