import { Textfield } from "@digdir/designsystemet-react";
import type { ChangeEvent, ReactElement } from "react";
import { field_id } from "./field_id";
import type { FieldProps } from "./field_props";
import { FieldLabel } from "./field_label";

const ROWS = 8;

/** Lines, paragraphs, dates and numbers. No length limit: text is never cut. */
export function TextField({ field, path, value, error, on_change }: FieldProps): ReactElement {
  const shared = {
    id: field_id(path),
    label: <FieldLabel field={field} />,
    description: field.hint ?? undefined,
    error,
    dir: "auto",
    autoComplete: "off",
    value: typeof value === "string" ? value : "",
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      on_change(path, event.target.value),
  };
  if (field.type === "paragraph") return <Textfield multiline rows={ROWS} {...shared} />;
  if (field.type === "date") return <Textfield className="narrow" type="date" {...shared} />;
  if (field.type === "number") {
    return <Textfield className="narrow" inputMode="decimal" {...shared} />;
  }
  return <Textfield {...shared} />;
}
