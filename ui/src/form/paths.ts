import type { Content, Form, FormField, FormPage } from "../api/kind";

type Node = Record<string, unknown>;

function is_node(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

export function value_at(content: unknown, path: string): unknown {
  let here: unknown = content;
  for (const step of path.split(".")) {
    if (!is_node(here) || !Object.hasOwn(here, step)) return undefined;
    here = here[step];
  }
  return here;
}

/** A copy of `content` with one value changed; lists grow where a step is a number. */
export function with_value(content: Content, path: string, value: unknown): Content {
  return changed(content, path.split("."), value) as Content;
}

function changed(here: unknown, steps: string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (/^\d+$/.test(step)) {
    const list: unknown[] = Array.isArray(here) ? [...here] : [];
    list[Number(step)] = changed(list[Number(step)], rest, value);
    return list;
  }
  const node: Node = is_node(here) && !Array.isArray(here) ? here : {};
  return { ...node, [step]: changed(node[step], rest, value) };
}

/** The path of a page's field within one element of the page's repeated list. */
export function path_in(page: FormPage, field: FormField, index: number): string {
  const list = `${page.repeat ?? ""}.*`;
  return page.repeat && field.path.startsWith(`${list}.`)
    ? `${page.repeat}.${index}${field.path.slice(list.length)}`
    : field.path;
}

export function list_at(content: Content, page: FormPage): unknown[] {
  const list = page.repeat ? value_at(content, page.repeat) : undefined;
  return Array.isArray(list) ? list : [];
}

/** The form's field that a JSON pointer into a report names, if it names one. */
export function field_at_pointer(form: Form, pointer: string): FormField | undefined {
  const steps = pointer
    .replace(/^\/content\//, "")
    .replace(/^\//, "")
    .split("/");
  const path = steps.map((step) => (/^\d+$/.test(step) ? "*" : step)).join(".");
  return form.pages.flatMap((page) => page.fields).find((field) => field.path === path);
}
