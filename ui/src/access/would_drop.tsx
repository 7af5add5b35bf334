import { Alert, Heading, Paragraph, Textfield } from "@digdir/designsystemet-react";
import { useEffect, useRef } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { WhatIf } from "../api/coverage";
import { useKindTitle } from "../api/use_kinds";
import { useWhatIf } from "../coverage/use_coverage";
import { day_instant } from "../duty/day_words";
import { Said } from "../shell/said";
import { useClock } from "../time/use_clock";
import type { Override } from "./use_override";

interface Props {
  id: string;
  override: Override;
  /** What it comes to for people, to tell of it in the reader's language. */
  change?: WhatIf | undefined;
}

const ROWS = 3;
/** The server's now and ours differ by some seconds. */
const SOON_MS = 120_000;

/** Names what would follow, and offers to do it all the same for a reason. */
export function WouldDrop({ id, override, change }: Props): ReactElement | null {
  const { t } = useTranslation();
  const { drop, reason, set_reason } = override;
  const alert = useRef<HTMLDivElement>(null);

  // It appears where somebody pressed a button, perhaps out of sight.
  useEffect(() => {
    if (drop !== null) alert.current?.focus();
  }, [drop]);

  if (drop === null) return null;
  return (
    <>
      <Alert data-color="danger" role="alert" tabIndex={-1} ref={alert}>
        <Heading level={3} data-size="2xs">
          {t("drop.title")}
        </Heading>
        <Consequence detail={drop.detail} change={change} />
        <Paragraph>{t("drop.not_done")}</Paragraph>
      </Alert>
      <Textfield
        id={id}
        multiline
        rows={ROWS}
        dir="auto"
        label={t("drop.override")}
        description={t("drop.override_hint")}
        value={reason}
        onChange={(event) => set_reason(event.target.value)}
      />
    </>
  );
}

interface ConsequenceProps {
  detail: string;
  change: WhatIf | undefined;
}

/** Each thing that too few could open then; the server's own sentence where that is not known. */
function Consequence({ detail, change }: ConsequenceProps): ReactElement {
  const { t, i18n } = useTranslation();
  const clock = useClock();
  const kind_title = useKindTitle();
  const drops = useWhatIf(i18n.language === "en" ? undefined : change).data ?? [];
  if (drops.length === 0) {
    return (
      <Paragraph>
        <Said text={detail} />
      </Paragraph>
    );
  }
  return (
    <ul className="sentences">
      {drops.map(({ unit, kind, after, needed, from }) => {
        const at = new Date(from ?? Number.NaN);
        const later = at.getTime() - clock.now.getTime() > SOON_MS;
        const when = later ? t("drop.when", { when: day_instant(at, clock) }) : "";
        const values = { kind: kind_title(kind), unit: unit.name, needed, when };
        const key = `${unit.id} ${kind}`;
        return <li key={key}>{t("drop.sentence", { count: after, ...values })}</li>;
      })}
    </ul>
  );
}
