import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { FormField } from "../api/kind";

/** Few answers are needed, so these are the ones that say so. */
export function FieldLabel({ field }: { field: FormField }): ReactElement {
  const { t } = useTranslation();
  if (!field.required) return <>{field.label}</>;
  return (
    <>
      {field.label} <span className="muted">{t("form.needed")}</span>
    </>
  );
}
