import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

export interface StepPlace {
  number: number;
  /** How many there are, once the form is known. */
  count: number | undefined;
  on_next: () => void;
  on_back: (() => void) | undefined;
}

export function StepNumber({ place }: { place: StepPlace }): ReactElement {
  const { t } = useTranslation();
  const { number, count } = place;
  return (
    <p className="muted">
      {count === undefined
        ? t("report.first_step", { number })
        : t("report.step", { number, count })}
    </p>
  );
}
