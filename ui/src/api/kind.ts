export type FieldType = "line" | "paragraph" | "choice" | "choices" | "yes_no" | "date" | "number";

export interface FormField {
  /** Dotted path into the content; `*` stands for one element of the page's repeated list. */
  path: string;
  type: FieldType;
  label: string;
  hint?: string | null;
  choices?: { value: string; label: string }[] | null;
  required?: boolean;
}

export interface FormPage {
  id: string;
  title: string;
  intro?: string | null;
  /** Path of a list in the content: the page is answered once for each of its elements. */
  repeat?: string | null;
  fields: FormField[];
}

export interface Form {
  id: string;
  pages: FormPage[];
}

export interface KindSummary {
  name: string;
  title: string;
  description?: string;
  audience?: string;
}

export interface Kind {
  name: string;
  title: string;
  form: Form;
}

export type Content = Record<string, unknown>;
