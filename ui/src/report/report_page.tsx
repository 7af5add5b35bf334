import type { ReactElement } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { as_problem } from "../api/problem";
import { useKind } from "../api/use_kinds";
import { Loading } from "../shell/loading";
import { ProblemAlert } from "../shell/problem_alert";
import { AboutStep } from "./about_step";
import { AnswersStep } from "./answers_step";
import { CheckStep } from "./check_step";
import { useDraft } from "./draft_context";
import { FilesStep } from "./files_step";
import { KindStep } from "./kind_step";
import { PlaceStep } from "./place_step";
import { report_steps } from "./steps";

/** One step at a time; the step stands in the address, so the browser's Back works. */
export default function ReportPage(): ReactElement {
  const { draft } = useDraft();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const kind = useKind(draft.kind);
  const steps = report_steps(kind.data?.form);
  const asked = params.get("step") ?? "kind";

  const needs_form = draft.kind !== undefined && asked !== "kind";
  if (needs_form && kind.isPending) return <Loading />;
  if (needs_form && kind.data === undefined) {
    return <ProblemAlert problem={as_problem(kind.error)} on_retry={() => void kind.refetch()} />;
  }
  // After a reload the draft is gone, and a later step has nothing to stand on.
  const index =
    draft.kind === undefined
      ? 0
      : Math.max(
          0,
          steps.findIndex(({ id }) => id === asked),
        );
  const step = steps[index] ?? { id: "kind" };
  const go = (to: number): void => void navigate(`?step=${steps[to]?.id ?? "kind"}`);
  const place = {
    number: index + 1,
    count: kind.data && steps.length,
    on_next: () => go(index + 1),
    on_back: index === 0 ? undefined : () => go(index - 1),
  };

  if ("page" in step) return <AnswersStep key={step.id} page={step.page} place={place} />;
  switch (step.id) {
    case "place":
      return <PlaceStep place={place} />;
    case "about":
      return <AboutStep place={place} />;
    case "files":
      return <FilesStep place={place} />;
    case "check":
      return kind.data ? <CheckStep kind={kind.data} place={place} /> : <Loading />;
    default:
      return <KindStep place={place} />;
  }
}
