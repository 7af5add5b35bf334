import { Checkbox, Fieldset } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useKinds } from "../api/use_kinds";

interface Props {
  chosen: string[];
  on_change: (kinds: string[]) => void;
}

/** Some kinds, or none for all of them. */
export function KindsField({ chosen, on_change }: Props): ReactElement {
  const { t } = useTranslation();
  const kinds = useKinds();
  const toggle = (kind: string, on: boolean): void =>
    on_change(on ? [...chosen, kind] : chosen.filter((one) => one !== kind));
  return (
    <Fieldset>
      <Fieldset.Legend>{t("access.kinds")}</Fieldset.Legend>
      <Fieldset.Description>{t("access.kinds_hint")}</Fieldset.Description>
      {(kinds.data ?? []).map(({ name, title }) => (
        <Checkbox
          key={name}
          label={title}
          value={name}
          checked={chosen.includes(name)}
          onChange={(event) => toggle(name, event.target.checked)}
        />
      ))}
    </Fieldset>
  );
}
