import type { ScopeNotice, StateCounts } from "../api/scope";
import { filled } from "../text/page_texts";
import type { NoticeTexts } from "./notice_texts";
import type { ScopeQuestion } from "./question";

export interface NoticeWords {
  texts: NoticeTexts;
  instant: (at: string) => string;
  states: (states: StateCounts) => string;
  /** What a part of the question is called: units and kinds by name. */
  asked: (part: string, value: string) => string;
}

/** The facts as plain text, to print, to copy, or to put into an authority's own form. */
export function notice_text(
  notice: ScopeNotice,
  question: ScopeQuestion,
  { texts, instant, states, asked }: NoticeWords,
): string {
  const { text, parts } = texts;
  const { total, first, last, units } = notice.nature_of_breach;
  const said = (words: string): string =>
    words in texts.said ? texts.said[words as keyof NoticeTexts["said"]] : words;
  const bullets = (lines: string[]): string[] => lines.map((line) => `- ${line}`);
  const asked_for = Object.entries(question).map(
    ([part, value]) => `${parts[part as keyof typeof parts]}: ${asked(part, value)}`,
  );
  const place = (municipality: string | undefined): string =>
    municipality === undefined ? "" : ` (${municipality})`;
  const measures = notice.measures.map((measure) =>
    filled(text.measure, {
      name: said(measure.name),
      count: measure.count,
      first: instant(measure.first),
      last: instant(measure.last),
    }),
  );
  return [
    text.heading,
    text.rule,
    filled(text.at, { at: instant(notice.at) }),
    "",
    text.nature,
    text.about,
    filled(text.total, { count: total }),
    ...(first ? [filled(text.first, { at: instant(first) })] : []),
    ...(last ? [filled(text.last, { at: instant(last) })] : []),
    text.asked_for,
    ...bullets(asked_for.length > 0 ? asked_for : [text.everything]),
    ...(units.length > 0 ? [text.units] : []),
    ...bullets(
      units.map(
        (unit) =>
          `${unit.name}${place(unit.municipality)}: ${unit.count} (${states(unit.states)})`,
      ),
    ),
    "",
    text.subjects,
    filled(text.records, { count: notice.data_subjects.records }),
    ...bullets(notice.data_subjects.categories.map(said)),
    text.note,
    "",
    text.measures,
    ...(measures.length > 0 ? bullets(measures) : [text.no_measures]),
    "",
    text.add,
    ...bullets(notice.for_you_to_add.map(said)),
    "",
  ].join("\n");
}
