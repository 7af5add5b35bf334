import type { Content, Form } from "../api/kind";
import type { Channel, NewReport } from "../api/report";
import type { NamedUnit } from "../api/unit";
import { content_to_send } from "../form/answers";

export interface DraftFile {
  id: string;
  file: File;
  state: "waiting" | "uploading" | "stored" | "failed";
  /** Id of the stored upload. */
  upload?: string;
}

/** A report that is being written. It lives in this window's memory and nowhere else. */
export interface Draft {
  kind: string | undefined;
  unit: NamedUnit | null;
  /** What was typed as a place, for when no unit fits. */
  place_text: string;
  urgent: boolean;
  channel: Channel;
  /** Local date and time as the input gives it, or empty. */
  occurred_at: string;
  reference: string;
  /** The report that this one repeats, where the recipient lost it; or empty. */
  earlier: string;
  /** Answers by kind, so that looking at another form loses nothing. */
  contents: Record<string, Content>;
  files: DraftFile[];
}

export const EMPTY_DRAFT: Draft = {
  kind: undefined,
  unit: null,
  place_text: "",
  urgent: false,
  channel: "form",
  occurred_at: "",
  reference: "",
  earlier: "",
  contents: {},
  files: [],
};

export function draft_content(draft: Draft): Content {
  return draft.contents[draft.kind ?? ""] ?? {};
}

/** Whether closing the window would lose something that somebody typed or chose. */
export function is_begun(draft: Draft): boolean {
  const typed = Object.values(draft.contents).some((content) => Object.keys(content).length > 0);
  return typed || draft.files.length > 0 || draft.reference !== "" || draft.earlier !== "";
}

export function report_from(draft: Draft, kind: string, form: Form): NewReport {
  const reference = draft.reference.trim();
  const earlier = draft.earlier.trim();
  const occurred_at = new Date(draft.occurred_at);
  return {
    kind,
    ...(draft.unit === null
      ? { place: { municipality: draft.place_text } }
      : { unit: draft.unit.id }),
    ...(reference === "" ? {} : { sender_reference: reference }),
    ...(earlier === "" ? {} : { earlier }),
    ...(Number.isNaN(occurred_at.getTime()) ? {} : { occurred_at: occurred_at.toISOString() }),
    urgent: draft.urgent,
    content: content_to_send(form, draft_content(draft)),
    attachments: draft.files.flatMap(({ upload, file }) =>
      upload === undefined ? [] : [{ upload, name: file.name }],
    ),
    channel: draft.channel,
  };
}
