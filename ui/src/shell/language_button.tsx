import { Button } from "@digdir/designsystemet-react";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api_context";
import { change_language } from "../text/i18n";

export function LanguageButton(): ReactElement {
  const { t, i18n } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const other = i18n.language === "nb" ? "en" : "nb";

  const change = async (): Promise<void> => {
    await change_language(other);
    api.use_language(other);
    // Forms and reasons come from the server in the reader's language.
    await queries.invalidateQueries();
  };

  return (
    <Button variant="tertiary" data-size="sm" lang={other} onClick={() => void change()}>
      {t("app.other_language")}
    </Button>
  );
}
