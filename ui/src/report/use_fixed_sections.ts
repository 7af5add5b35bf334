import { useTranslation } from "react-i18next";
import type { Kind } from "../api/kind";
import type { ContentSection } from "../form/content_sections";
import { useReconciliationTexts } from "../reconciliation/texts";
import { records_for_others } from "../session/grants";
import { usePerson } from "../session/session_context";
import { useClock } from "../time/use_clock";
import { short_instant } from "../time/words";
import type { Draft } from "./draft";

/** The answers that every report has, in the shape of the form's own. */
export function useFixedSections(draft: Draft, kind: Kind): ContentSection[] {
  const { t } = useTranslation();
  const { repeats } = useReconciliationTexts();
  const person = usePerson();
  const clock = useClock();
  const occurred_at = new Date(draft.occurred_at);
  const known_time = !Number.isNaN(occurred_at.getTime());
  const row = (path: string, label: string, answer: string): ContentSection["rows"][number] => ({
    path,
    label,
    answers: answer === "" ? [] : [answer],
  });
  return [
    {
      id: "kind",
      title: t("report.title"),
      rows: [row("kind", t("report.kind"), kind.title)],
    },
    {
      id: "place",
      title: t("report.to"),
      rows: [row("place", t("report.place"), draft.unit?.name ?? draft.place_text)],
    },
    {
      id: "about",
      title: t("report.about"),
      rows: [
        row("urgent", t("report.urgent"), draft.urgent ? t("form.yes") : t("form.no")),
        ...(records_for_others(person)
          ? [row("channel", t("report.channel"), t(`channel.${draft.channel}`))]
          : []),
        row(
          "occurred_at",
          t("report.occurred_at"),
          known_time ? short_instant(occurred_at, clock) : "",
        ),
        row("reference", t("report.reference"), draft.reference),
        ...(draft.earlier === "" ? [] : [row("earlier", repeats, draft.earlier)]),
      ],
    },
    {
      id: "files",
      title: t("report.files"),
      rows: [
        {
          path: "files",
          label: t("report.files"),
          answers: draft.files.map(
            ({ file, state }) => `${file.name}: ${t(`report.file_${state}`)}`,
          ),
        },
      ],
    },
  ];
}
