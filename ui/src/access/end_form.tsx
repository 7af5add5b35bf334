import { useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { FoundPerson, Grant } from "../api/access";
import { useChange } from "../api/use_change";
import { useAccessChanged } from "../coverage/use_coverage";
import { manages } from "../session/grants";
import { usePerson } from "../session/session_context";
import { useNamed } from "../text/use_named";
import { PersonSearch } from "./person_search";
import { ReasonForm } from "./reason_form";

interface Props {
  grant: Grant;
  on_done: () => void;
  on_cancel: () => void;
}

/** Ends a grant at once. Where too few would be left, another takes over or oversight reads why. */
export function EndForm({ grant, on_done, on_cancel }: Props): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const own = usePerson();
  const changing = useChange();
  const changed = useAccessChanged();
  const [substitute, set_substitute] = useState<FoundPerson | null>(null);
  const { person, unit, role } = grant;

  const end = async (reason: string, override: { override_reason?: string }): Promise<void> => {
    const path = `/grants/${encodeURIComponent(grant.id)}/end`;
    const body = { reason, ...(substitute !== null && { substitute: substitute.id }), ...override };
    if ((await changing.post<Grant>(path, body)) === undefined) return;
    changed();
    on_done();
  };
  const values = {
    person: person.name,
    role: named("role", role),
    unit: unit?.name ?? t("access.whole_organisation"),
  };
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
      {unit && manages(own, unit.id) && (
        <PersonSearch
          id="end-substitute"
          label={t("access.substitute")}
          unit={unit.id}
          chosen={substitute}
          on_choose={set_substitute}
        />
      )}
    </ReasonForm>
  );
}
