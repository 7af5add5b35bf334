import { Alert, Heading } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Duty } from "../api/duty";

/** Who has the duty at this moment; out of hours that is the guard. */
export function NowOnDuty({ now }: Pick<Duty, "now">): ReactElement {
  const { t } = useTranslation();
  if (now.people.length === 0) {
    return (
      <Alert data-color="danger">
        <Heading level={2} data-size="2xs">
          {t("rota.now_nobody")}
        </Heading>
        <p>{t("rota.now_nobody_text")}</p>
      </Alert>
    );
  }
  return (
    <section className="card">
      <Heading level={2} data-size="2xs">
        {t("rota.now")}
      </Heading>
      <p>
        <strong>{now.people.map(({ name }) => name).join(", ")}</strong>
        {now.out_of_hours && (
          <span className="block muted">{t("rota.out_of_hours", { unit: now.unit.name })}</span>
        )}
      </p>
    </section>
  );
}
