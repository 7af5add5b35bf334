import { Spinner } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

export function Loading(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="loading" role="status">
      <Spinner aria-hidden="true" />
      {t("app.loading")}
    </div>
  );
}
