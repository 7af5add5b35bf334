import type { Content, Form, FormField, FormPage } from "../api/kind";
import { list_at, path_in, value_at, with_value } from "./paths";

export interface Missing {
  path: string;
  label: string;
}

/** A repeated page shows its questions at least once, so it is asked at least once. */
function placed_fields(page: FormPage, content: Content): { field: FormField; path: string }[] {
  const count = page.repeat ? Math.max(1, list_at(content, page).length) : 1;
  return Array.from({ length: count }, (_, index) =>
    page.fields.map((field) => ({ field, path: path_in(page, field, index) })),
  ).flat();
}

export function missing_answers(page: FormPage, content: Content): Missing[] {
  return placed_fields(page, content)
    .filter(({ field, path }) => field.required === true && is_empty(value_at(content, path)))
    .map(({ field, path }) => ({ path, label: field.label }));
}

function is_empty(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "";
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === undefined || value === null;
}

/** Removes what nobody answered, so that the report holds answers only. */
function without_empty(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(without_empty).filter((item) => !is_empty(item));
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, without_empty(inner)]);
  return Object.fromEntries(entries.filter(([, inner]) => !is_empty(inner)));
}

/** Numbers are typed as text; what does not read as one is sent as typed, never dropped. */
export function content_to_send(form: Form, draft: Content): Content {
  let content = draft;
  for (const page of form.pages) {
    for (const { field, path } of placed_fields(page, draft)) {
      const value = value_at(draft, path);
      if (field.type !== "number" || typeof value !== "string") continue;
      const text = value.trim().replace(",", ".");
      if (/^-?\d+(\.\d+)?$/.test(text)) content = with_value(content, path, Number(text));
    }
  }
  return without_empty(content) as Content;
}
