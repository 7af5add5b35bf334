import { Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { ReadbackList } from "../readback/readback_list";
import { watched_units } from "../session/grants";
import { UnitPage } from "../unit/unit_page";
import { ObligationGroups } from "./obligation_groups";

export default function ObligationsPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <UnitPage title={t("obligations.title")} units_of={watched_units}>
      {(unit) => (
        <>
          <Paragraph>{t("obligations.intro")}</Paragraph>
          <ReadbackList key={`stored ${unit.id}`} unit={unit} />
          <ObligationGroups key={unit.id} unit={unit} />
        </>
      )}
    </UnitPage>
  );
}
