import type { Form, FormPage } from "../api/kind";

/** One page of the report: fixed ones around those that the form brings. */
export type Step =
  { id: "kind" | "place" | "about" | "files" | "check" } | { id: `page-${string}`; page: FormPage };

/** Without a form the rest of the way is not known yet. */
export function report_steps(form: Form | undefined): Step[] {
  const pages: Step[] = (form?.pages ?? []).map((page) => ({ id: `page-${page.id}`, page }));
  return [
    { id: "kind" },
    { id: "place" },
    { id: "about" },
    ...pages,
    { id: "files" },
    { id: "check" },
  ];
}
