import type { TFunction } from "i18next";
import { is_definite } from "../api/problem";
import type { Problem } from "../api/problem";

export interface ProblemWords {
  title: string;
  text: string;
  details: string[];
}

/** A version that is no longer the latest: somebody else was faster. */
export function is_outdated(problem: Problem): boolean {
  return problem.status === 412;
}

/**
 * What went wrong, what became of what was sent, and what to do. `changing` says that the request
 * would have changed something, so that a missing answer leaves it unknown whether it did.
 */
export function problem_words(t: TFunction, problem: Problem, changing: boolean): ProblemWords {
  const details = problem.errors.map(({ detail }) => detail);
  switch (problem.cause) {
    case "signed_out":
      return { title: t("problem.signed_out"), text: t("problem.signed_out_text"), details };
    case "unreachable": {
      const text = changing ? t("problem.change_unknown") : t("problem.unreachable_text");
      return { title: t("problem.unreachable"), text, details };
    }
    case "unreadable": {
      const status = problem.status;
      const text = t("problem.unreadable_text", { status });
      const unknown = changing ? ` ${t("problem.change_unknown")}` : "";
      return { title: t("problem.unreadable"), text: text + unknown, details };
    }
    case "refused": {
      if (is_outdated(problem)) {
        return { title: t("problem.changed"), text: t("problem.changed_text"), details };
      }
      const title = problem.title === "" ? t("problem.refused") : problem.title;
      return {
        title,
        text: [problem.detail, kept(t, problem, changing)].join(" ").trim(),
        details,
      };
    }
  }
}

function kept(t: TFunction, problem: Problem, changing: boolean): string {
  if (!changing) return "";
  if (problem.kept === undefined) {
    return is_definite(problem) ? "" : t("problem.change_unknown");
  }
  return problem.kept ? t("problem.kept") : t("problem.not_kept");
}
