import { Button, Textfield } from "@digdir/designsystemet-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../api/use_change";
import { ProblemAlert } from "../shell/problem_alert";

const ROWS = 5;

/** Writes what the next one on duty must know. */
export function NoteForm({ unit }: { unit: string }): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const changing = useChange();
  const [text, set_text] = useState("");
  const [missing, set_missing] = useState(false);
  const [saved, set_saved] = useState(false);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    set_saved(false);
    set_missing(text.trim() === "");
    if (text.trim() === "") return document.getElementById("handover-text")?.focus();
    if ((await changing.post("/duty/handovers", { unit, text })) === undefined) return;
    set_text("");
    set_saved(true);
    await queries.invalidateQueries({ queryKey: ["handovers", unit] });
  };

  return (
    <form className="card screen-only" noValidate onSubmit={(event) => void submit(event)}>
      {changing.problem !== null && (
        <ProblemAlert problem={changing.problem} title={t("handover.not_saved")} changing />
      )}
      <Textfield
        id="handover-text"
        multiline
        rows={ROWS}
        dir="auto"
        label={t("handover.write")}
        description={t("handover.write_hint")}
        value={text}
        error={missing ? t("handover.missing") : undefined}
        onChange={(event) => set_text(event.target.value)}
      />
      <div className="buttons">
        <Button type="submit" loading={changing.busy}>
          {t("handover.save")}
        </Button>
        <span role="status">{saved && t("handover.saved")}</span>
      </div>
    </form>
  );
}
