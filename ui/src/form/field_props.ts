import type { FormField } from "../api/kind";

export interface FieldProps {
  field: FormField;
  path: string;
  value: unknown;
  error?: string | undefined;
  on_change: (path: string, value: unknown) => void;
}
