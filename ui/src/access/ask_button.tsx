import { Button } from "@digdir/designsystemet-react";
import { useEffect, useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../api/use_change";
import { useAccessChanged } from "../coverage/use_coverage";
import { ProblemAlert } from "../shell/problem_alert";

interface Props {
  unit: string;
  kind?: string;
  /** What is asked for, for those who hear the button alone. */
  about: string;
  /** The number of a request that waits for its answer already. */
  asked_before?: number | undefined;
}

/** Asks for access with one click; the leader then owes an answer. */
export function AskButton({ unit, kind, about, asked_before }: Props): ReactElement {
  const { t } = useTranslation();
  const changing = useChange();
  const changed = useAccessChanged();
  const [number, set_number] = useState<number | null>(null);
  const answer = useRef<HTMLParagraphElement>(null);

  // The button goes when it has done its work; the focus goes to what it brought about.
  useEffect(() => {
    if (number !== null) answer.current?.focus();
  }, [number]);

  const ask = async (): Promise<void> => {
    const body = kind === undefined ? { unit } : { unit, kind };
    const stored = await changing.post<{ id: string; number: number }>("/access-requests", body);
    if (stored === undefined) return;
    set_number(stored.number);
    changed();
  };

  if (number !== null) {
    return (
      <p className="done" role="status" tabIndex={-1} ref={answer}>
        {t("self_check.asked", { number })}
      </p>
    );
  }
  if (asked_before !== undefined) {
    return <p>{t("self_check.asked_before", { number: asked_before })}</p>;
  }
  return (
    <>
      {changing.problem !== null && (
        <ProblemAlert problem={changing.problem} title={t("self_check.not_asked")} changing />
      )}
      <Button
        variant="secondary"
        data-size="sm"
        loading={changing.busy}
        aria-label={`${t("self_check.request")}: ${about}`}
        onClick={() => void ask()}
      >
        {t("self_check.request")}
      </Button>
    </>
  );
}
