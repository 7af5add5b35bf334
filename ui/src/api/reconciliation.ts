export const LISTS = ["missing_here", "missing_there", "different", "agreed"] as const;
export type List = (typeof LISTS)[number];
export type ListCounts = Record<List, number>;

/** One row of somebody's own list; `line` is where it stands in their file, and stays here. */
export interface ListedRow {
  line: number;
  cells: Record<string, string>;
}

/** A row of theirs, by its place from 0, and what we have in its place. */
export interface ComparedItem {
  row: number;
  report_id?: string;
  delivery_id?: string;
  detail?: string;
  erased?: boolean;
}

/** Something of ours that the list does not name. */
export interface UnnamedItem {
  report_id: string;
  delivery_id?: string;
  at: string;
  sender_reference?: string;
  state?: string;
}

export interface Reconciliation {
  id: string;
  made_at: string;
  counts: ListCounts;
  missing_here: ComparedItem[];
  missing_there: UnnamedItem[];
  different: ComparedItem[];
  agreed: ComparedItem[];
}

export interface NewReconciliation {
  unit?: string;
  from?: string;
  until?: string;
  items: Record<string, string>[];
}

/** An earlier one: its counts alone. */
export interface PastReconciliation {
  id: string;
  made_at: string;
  unit?: string;
  from?: string;
  until?: string;
  counts: ListCounts;
}

export interface ReconciliationPage {
  items: PastReconciliation[];
  next?: string;
}
