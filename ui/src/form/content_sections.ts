import type { Content, Form, FormField, FormPage } from "../api/kind";
import { list_at, path_in, value_at } from "./paths";

export interface ContentRow {
  path: string;
  label: string;
  /** One text per answer, as sent; empty when the question was not answered. */
  answers: string[];
}

export interface ContentSection {
  id: string;
  /** The page of the form; absent for what the form does not know. */
  page_id?: string;
  title: string;
  rows: ContentRow[];
}

/** The few words that the model needs in the reader's language. */
export interface ContentWords {
  yes: string;
  no: string;
  /** Heading over content that the form does not know. */
  other: string;
  date: (iso: string) => string;
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value, null, 1);
}

function answered(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

function answer(field: FormField, value: unknown, words: ContentWords): string {
  if (field.type === "yes_no" && typeof value === "boolean") return value ? words.yes : words.no;
  if (field.type === "date" && typeof value === "string") return words.date(value);
  const chosen = field.choices?.find((choice) => choice.value === value);
  return chosen?.label ?? plain(value);
}

function row(field: FormField, path: string, content: Content, words: ContentWords): ContentRow {
  const value = value_at(content, path);
  const values = Array.isArray(value) ? value : [value];
  const answers = values.filter(answered).map((item) => answer(field, item, words));
  return { path, label: field.label, answers };
}

function page_sections(page: FormPage, content: Content, words: ContentWords): ContentSection[] {
  if (!page.repeat) {
    const rows = page.fields.map((field) => row(field, field.path, content, words));
    return [{ id: page.id, page_id: page.id, title: page.title, rows }];
  }
  const list = list_at(content, page);
  return list.map((_element, index) => ({
    id: `${page.id}-${index}`,
    page_id: page.id,
    title: list.length === 1 ? page.title : `${page.title} ${index + 1}`,
    rows: page.fields.map((field) => row(field, path_in(page, field, index), content, words)),
  }));
}

/** What stands in the content and in none of the rows: it was sent, so somebody must see it. */
function unknown_rows(value: unknown, path: string, known: ReadonlySet<string>): ContentRow[] {
  if (known.has(path) || !answered(value)) return [];
  const is_list = Array.isArray(value);
  const is_plain_list = is_list && value.every((item) => typeof item !== "object");
  if (typeof value === "object" && value !== null && !is_plain_list) {
    return Object.entries(value).flatMap(([step, inner]) =>
      unknown_rows(inner, path === "" ? step : `${path}.${step}`, known),
    );
  }
  const answers = is_list ? value.map(plain) : [plain(value)];
  return [{ path, label: path_label(path), answers }];
}

/** "children.0.nick_name" as "children 1, nick name": counted from one, as people count. */
function path_label(path: string): string {
  return path
    .replace(/\.(\d+)/g, (_match, index: string) => ` ${Number(index) + 1}`)
    .replaceAll(".", ", ")
    .replaceAll("_", " ");
}

/**
 * Content in the order of its form, followed by everything that the form does not know. Without a
 * form (an old kind, a failed read) all of it is unknown and still shown.
 */
export function content_sections(
  form: Form | undefined,
  content: Content,
  words: ContentWords,
): ContentSection[] {
  const sections = (form?.pages ?? []).flatMap((page) => page_sections(page, content, words));
  const known = new Set(sections.flatMap((section) => section.rows.map(({ path }) => path)));
  const rest = unknown_rows(content, "", known);
  if (rest.length > 0) sections.push({ id: "other", title: words.other, rows: rest });
  return sections;
}
