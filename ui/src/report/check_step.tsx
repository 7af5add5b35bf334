import { Alert, Button } from "@digdir/designsystemet-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { useApi } from "../api/api_context";
import type { Kind } from "../api/kind";
import { as_problem } from "../api/problem";
import type { Problem } from "../api/problem";
import type { Accepted, GivenReceipt } from "../api/report";
import { ContentList } from "../form/content_list";
import { content_sections } from "../form/content_sections";
import { useContentWords } from "../form/use_content_words";
import { usePerson } from "../session/session_context";
import { PageHeading } from "../shell/page_heading";
import { ProblemAlert } from "../shell/problem_alert";
import { draft_content, report_from } from "./draft";
import { useDraft } from "./draft_context";
import { StepNumber } from "./step_number";
import type { StepPlace } from "./step_number";
import { useFixedSections } from "./use_fixed_sections";

interface Props {
  kind: Kind;
  place: StepPlace;
}

/** Everything that will be sent, and the one button that sends it. */
export function CheckStep({ kind, place }: Props): ReactElement {
  const { t } = useTranslation();
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const person = usePerson();
  const words = useContentWords();
  const { draft, clear, retry_key } = useDraft();
  const fixed = useFixedSections(draft, kind);
  const [busy, set_busy] = useState(false);
  const [problem, set_problem] = useState<Problem | null>(null);
  const unfinished = draft.files.some(({ state }) => state !== "stored");
  const answers = content_sections(kind.form, draft_content(draft), words);

  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    set_busy(true);
    set_problem(null);
    try {
      const body = report_from(draft, kind.name, kind.form);
      const change = { body, key: retry_key.key_for(body), status: 201 };
      const accepted = await api.post<Accepted>("/reports", change);
      const given: GivenReceipt = { accepted, kind: kind.name, by: person.id };
      await navigate("/report/receipt", { replace: true, state: given });
      clear();
      void queries.invalidateQueries({ queryKey: ["sent"] });
      void queries.invalidateQueries({ queryKey: ["resends"] });
    } catch (error) {
      set_problem(as_problem(error));
      set_busy(false);
    }
  };

  const change_link = (step: string, title: string): ReactElement => (
    <Link className="ds-link" to={`?step=${step}`}>
      {t("report.change")}
      <span className="unseen"> {title}</span>
    </Link>
  );

  return (
    <form className="stack step" onSubmit={(event) => void send(event)}>
      <StepNumber place={place} />
      <PageHeading title={t("report.check")} />
      {problem !== null && (
        <ProblemAlert
          problem={problem}
          changing
          {...(problem.cause === "refused" ? { title: t("report.not_sent") } : {})}
        />
      )}
      <ContentList
        level={2}
        sections={fixed}
        aside={(section) => change_link(section.page_id ?? section.id, section.title)}
      />
      <ContentList
        level={2}
        sections={answers}
        aside={(section) =>
          section.page_id !== undefined && change_link(`page-${section.page_id}`, section.title)
        }
      />
      {unfinished && <Alert data-color="warning">{t("report.files_unfinished")}</Alert>}
      <div className="buttons">
        <Button type="submit" loading={busy} disabled={unfinished}>
          {busy ? t("report.sending") : t("report.send")}
        </Button>
        <Button variant="tertiary" disabled={busy} onClick={place.on_back}>
          {t("report.back")}
        </Button>
      </div>
    </form>
  );
}
