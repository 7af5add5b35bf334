import { useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Grant } from "../api/access";
import { useChange } from "../api/use_change";
import { useAccessChanged } from "../coverage/use_coverage";
import { PersonField } from "../duty/person_field";
import { useNamed } from "../text/use_named";
import { ReasonForm } from "./reason_form";

interface Props {
  grant: Grant;
  on_done: () => void;
  on_cancel: () => void;
}

/** Ends a grant at once. Where too few would be left, somebody else takes over or oversight reads why. */
export function EndForm({ grant, on_done, on_cancel }: Props): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const changing = useChange();
  const changed = useAccessChanged();
  const [substitute, set_substitute] = useState("");
  const { person, unit, role } = grant;

  const end = async (reason: string, override: { override_reason?: string }): Promise<void> => {
    const path = `/grants/${encodeURIComponent(grant.id)}/end`;
    const body = { reason, ...(substitute !== "" && { substitute }), ...override };
    if ((await changing.post<Grant>(path, body)) === undefined) return;
    changed();
    on_done();
  };
  const values = { person: person.name, role: named("role", role), unit: unit?.name ?? t("access.whole_organisation") };
  return (
    <ReasonForm
      id="end-reason"
      title={t("access.end_title", values)}
      help={t("access.end_help")}
      label={t("access.reason")}
      submit={t("access.end")}
      failed={t("access.not_ended")}
      changing={changing}
      change={{ person: person.id, ...(unit && { unit: unit.id }) }}
      on_submit={(reason, override) => void end(reason, override)}
      on_cancel={on_cancel}
    >
      {unit && (
        <PersonField
          id="end-substitute"
          unit={unit.id}
          value={substitute}
          label={t("access.substitute")}
          nobody={t("access.no_substitute")}
          on_change={set_substitute}
        />
      )}
    </ReasonForm>
  );
}
