import { Fieldset, Radio } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ReasonForm } from "../access/reason_form";
import type { Delivery } from "../api/delivery";
import { useChange } from "../api/use_change";
import { PersonField } from "../duty/person_field";
import { usePerson } from "../session/session_context";

interface Props {
  delivery: Delivery;
  /** Whose conflict is stored; nobody's where it was called off. */
  on_close: (stored: string | null) => void;
}

/** Says that somebody must not read a report: themselves, or a colleague. */
export function ConflictForm({ delivery, on_close }: Props): ReactElement {
  const { t } = useTranslation();
  const own = usePerson();
  const changing = useChange();
  const [whose, set_whose] = useState<"own" | "colleague">("own");
  const [colleague, set_colleague] = useState("");
  const [missing, set_missing] = useState(false);

  const check = (): boolean => {
    const lacking = whose === "colleague" && colleague === "";
    set_missing(lacking);
    if (lacking) document.getElementById("conflict-person")?.focus();
    return !lacking;
  };
  const declare = async (reason: string): Promise<void> => {
    const person = whose === "own" ? own.id : colleague;
    const path = `/deliveries/${encodeURIComponent(delivery.id)}/conflicts`;
    if ((await changing.post(path, { person, reason })) !== undefined) on_close(person);
  };
  return (
    <ReasonForm
      id="conflict-reason"
      title={t("who.declare")}
      help={t("who.declare_help")}
      label={t("access.reason")}
      submit={t("who.declare_submit")}
      failed={t("who.not_changed")}
      changing={changing}
      check={check}
      on_submit={(reason) => void declare(reason)}
      on_cancel={() => on_close(null)}
    >
      <Fieldset>
        <Fieldset.Legend>{t("who.whose")}</Fieldset.Legend>
        {(["own", "colleague"] as const).map((one) => (
          <Radio
            key={one}
            name="whose"
            value={one}
            label={t(`who.${one}`)}
            checked={whose === one}
            onChange={() => set_whose(one)}
          />
        ))}
      </Fieldset>
      {whose === "colleague" && (
        <PersonField
          id="conflict-person"
          unit={delivery.unit.id}
          value={colleague}
          error={missing ? t("rota.person_missing") : undefined}
          on_change={set_colleague}
        />
      )}
    </ReasonForm>
  );
}
