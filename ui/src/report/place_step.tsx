import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { UnitSearch } from "../unit/unit_search";
import { useDraft } from "./draft_context";
import { StepFrame } from "./step_frame";
import type { StepPlace } from "./step_number";

const SEARCH = "report-place";

export function PlaceStep({ place }: { place: StepPlace }): ReactElement {
  const { t } = useTranslation();
  const { draft, change } = useDraft();
  const chosen = draft.unit !== null || draft.place_text !== "";
  const text = t("report.place_missing");
  return (
    <StepFrame
      place={place}
      title={t("report.place")}
      errors={chosen ? [] : [{ id: SEARCH, text }]}
    >
      {(shown) => (
        <UnitSearch
          id={SEARCH}
          label={t("report.place_label")}
          kind={draft.kind}
          chosen={draft.unit}
          error={shown ? text : undefined}
          on_choose={(unit) => change({ unit, place_text: "" })}
          otherwise={{
            label: (typed) => t("report.place_unsure", { text: typed }),
            chosen: draft.place_text,
            on_choose: (typed) => change({ unit: null, place_text: typed }),
          }}
        />
      )}
    </StepFrame>
  );
}
