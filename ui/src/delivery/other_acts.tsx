import { Button } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Act, ActName } from "../api/delivery";

interface Props {
  acts: Act[];
  busy: boolean;
  on_begin: (act: ActName) => void;
}

export function OtherActs({ acts, busy, on_begin }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (acts.length === 0) return null;
  return (
    <details className="menu">
      <summary>{t("act.others")}</summary>
      <ul>
        {acts.map(({ name, allowed, reason }) => (
          <li key={name}>
            {allowed ? (
              <Button variant="tertiary" disabled={busy} onClick={() => on_begin(name)}>
                {t(`act.name.${name}`)}
              </Button>
            ) : (
              <p className="denied">
                {t(`act.name.${name}`)}
                <small>{reason ? t("act.denied", { reason }) : t("act.denied_plain")}</small>
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
