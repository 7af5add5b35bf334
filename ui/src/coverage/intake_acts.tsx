import { Button, Heading, Paragraph } from "@digdir/designsystemet-react";
import { useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ReasonForm } from "../access/reason_form";
import type { Cell } from "../api/coverage";
import type { NamedUnit } from "../api/unit";
import { useChange } from "../api/use_change";
import { ProblemAlert } from "../shell/problem_alert";
import { useAccessChanged } from "./use_coverage";

interface Props {
  unit: NamedUnit;
  cell: Cell;
}

type Act = "live" | "override" | "pause" | "drill";

/** Beginning and pausing to take reports, and trying whether somebody opens them. */
export function IntakeActs({ unit, cell }: Props): ReactElement {
  const { t } = useTranslation();
  const changing = useChange();
  const changed = useAccessChanged();
  const [form, set_form] = useState<Act | null>(null);
  const [done, set_done] = useState<Act | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const about = { unit: unit.id, kind: cell.kind };
  const ready = cell.missing.length === 0;

  const run = async (act: Act, path: string, more: object): Promise<void> => {
    set_done(null);
    if ((await changing.post(path, { ...about, ...more })) === undefined) return;
    changed();
    set_form(null);
    set_done(act);
    heading.current?.focus();
  };
  const begin = (act: Act): void => {
    changing.forget_problem();
    set_done(null);
    set_form(act);
  };
  const cancel = (): void => {
    changing.forget_problem();
    set_form(null);
    heading.current?.focus();
  };

  return (
    <section className="card act-panel">
      <Heading level={2} data-size="xs" tabIndex={-1} ref={heading}>
        {t(cell.live ? "coverage.live" : "coverage.not_live")}
      </Heading>
      <p className="count" role="status">
        {done !== null && t(`coverage.done_${done}`)}
      </p>
      <Paragraph data-size="sm">
        {t(cell.live ? "coverage.live_text" : "coverage.not_live_text")}
      </Paragraph>
      {!ready && (
        <>
          <Heading level={3} data-size="2xs">
            {t(cell.live ? "coverage.missing_live" : "coverage.missing")}
          </Heading>
          <ul className="sentences">
            {cell.missing.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      {form === "override" || form === "pause" ? (
        <ReasonForm
          key={form}
          id={`intake-${form}`}
          title={t(form === "pause" ? "coverage.pause" : "coverage.go_live_anyway")}
          help={t(form === "pause" ? "coverage.pause_help" : "coverage.override_help")}
          label={t("access.reason")}
          submit={t(form === "pause" ? "coverage.pause" : "coverage.go_live_anyway")}
          failed={t("coverage.not_changed")}
          changing={changing}
          on_submit={(reason) =>
            void (form === "pause"
              ? run("pause", "/coverage/pause", { reason })
              : run("live", "/coverage/live", { override_reason: reason }))
          }
          on_cancel={cancel}
        />
      ) : (
        <>
          {changing.problem !== null && (
            <ProblemAlert problem={changing.problem} title={t("coverage.not_changed")} changing />
          )}
          <div className="stack">
            {!cell.live && ready && (
              <Button
                loading={changing.busy}
                onClick={() => void run("live", "/coverage/live", {})}
              >
                {t("coverage.go_live")}
              </Button>
            )}
            {!cell.live && !ready && (
              <Button variant="secondary" onClick={() => begin("override")}>
                {t("coverage.go_live_anyway")}
              </Button>
            )}
            {cell.live && (
              <Button variant="secondary" onClick={() => begin("pause")}>
                {t("coverage.pause")}
              </Button>
            )}
            <Button
              variant="tertiary"
              disabled={changing.busy}
              onClick={() => void run("drill", "/drills", {})}
            >
              {t("coverage.start_drill")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
