import { usePageTexts } from "../text/page_texts";

const nb = {
  title: "Avstemming",
  intro:
    "Hold din egen liste opp mot Varde, og finn det en av sidene har mistet. Listen blir " +
    "sammenlignet og glemt; bare antallene lagres.",
  form: "Ny avstemming",
  whose: "Hvem sin liste",
  own: "Det {{name}} har sendt",
  of_unit: "Det som er kommet til {{name}}",
  file: "Velg en CSV-fil",
  file_hint:
    "Lagret som «CSV UTF-8». Den første linjen navngir kolonnene: referanse, kode eller " +
    "report_id, og gjerne digest.",
  file_hint_unit:
    "Lagret som «CSV UTF-8». Den første linjen navngir kolonnene: delivery_id, og gjerne state.",
  paste: "… eller lim inn listen",
  from: "Listen har alt fra og med",
  until: "… og før",
  window_hint:
    "Uten tidsrom kan ingenting mangle på din liste. Tidene er når Varde tok imot.",
  window_wrong: "Fyll ut begge tidene, den første før den andre, eller ingen av dem",
  not_utf8: "Filen er ikke UTF-8. Lagre den som «CSV UTF-8».",
  too_large: "Filen er for stor",
  submit: "Sammenlign",
  failed: "Ingenting er sammenlignet",
  line: "Linje {{line}}",
  faults: {
    empty: "Listen er tom",
    columns: "Den første linjen må navngi kolonnene: referanse, kode, report_id eller delivery_id",
    quotation: "Linje {{line}}: et anførselstegn er ikke lukket",
    no_report: "Linje {{line}}: navngir ingen melding",
    too_many: "Høyst 10 000 linjer om gangen. Del listen, og velg et kortere tidsrom.",
  },
  more_faults: "Og {{count}} feil til",
  result: "Resultat, {{at}}",
  all_well: "Ingenting mangler på noen av sidene, og ingenting er ulikt.",
  not_well: "Noe stemmer ikke. Se listene.",
  lists: {
    missing_here: "Mangler her",
    missing_there: "Mangler hos deg",
    different: "Ulike",
    agreed: "Like",
  },
  helps: {
    missing_here: "På listen din, men ikke i Varde. Send dem på nytt.",
    missing_there: "I Varde, men ikke på listen din.",
    different: "Begge har dem, men ikke likt.",
    agreed: "Begge har dem likt.",
  },
  save: "Last ned (CSV)",
  shown: "De første {{shown}} av {{count}}. Last ned for å se alle.",
  row: "Linje",
  yours: "På din liste",
  ours: "I Varde",
  why: "Merknad",
  erased: "Slettet her",
  not_compared: "Slettet her siden, så de kunne ikke sammenlignes: {{count}}",
  came: "Kom",
  earlier: "Tidligere avstemminger",
  earlier_failed: "Tidligere avstemminger kunne ikke lastes",
  none: "Ingen avstemminger ennå",
  none_text: "Antallene fra hver avstemming blir stående her.",
  made: "Når",
  window: "Tidsrom",
  no_window: "Uten tidsrom",
  more: "Vis flere",
  resends: "Dere er bedt om å sende på nytt",
  resends_help:
    "Mottakeren mangler disse. Send hver av dem som en ny melding; Varde viser mottakeren " +
    "at den erstatter den gamle.",
  send_again: "Send på nytt",
  repeats: "Erstatter meldingen",
  is_repeat: "Sendt på nytt fordi en tidligere melding gikk tapt:",
  was_repeated: "Sendt på nytt som:",
  this_one: "Denne meldingen har ID",
  close_one: "Avslutt den dere ikke trenger: «Samme som en annen melding».",
  repeats_hint: "Mottakeren ser at de to hører sammen.",
  asked: "Spurt",
  sent_again: "Sendt på nytt",
  reference: "Deres referanse: {{reference}}",
  compare: "Hold egen liste opp mot Varde",
};

const en: typeof nb = {
  title: "Reconciliation",
  intro:
    "Hold your own list against Varde, and find what either side has lost. The list is compared " +
    "and forgotten; only the counts are kept.",
  form: "New reconciliation",
  whose: "Whose list",
  own: "What {{name}} has sent",
  of_unit: "What has come to {{name}}",
  file: "Choose a CSV file",
  file_hint:
    "Saved as “CSV UTF-8”. The first line names the columns: reference, code or report_id, and " +
    "preferably digest.",
  file_hint_unit:
    "Saved as “CSV UTF-8”. The first line names the columns: delivery_id, and preferably state.",
  paste: "… or paste the list",
  from: "The list has everything from",
  until: "… and before",
  window_hint: "Without a time nothing can be missing on your list. Times are when Varde accepted.",
  window_wrong: "Fill in both times, the first before the second, or neither",
  not_utf8: "The file is not UTF-8. Save it as “CSV UTF-8”.",
  too_large: "The file is too large",
  submit: "Compare",
  failed: "Nothing was compared",
  line: "Line {{line}}",
  faults: {
    empty: "The list is empty",
    columns: "The first line must name the columns: reference, code, report_id or delivery_id",
    quotation: "Line {{line}}: a quotation mark is not closed",
    no_report: "Line {{line}}: names no report",
    too_many: "At most 10 000 lines at once. Divide the list, and choose a shorter time.",
  },
  more_faults: "And {{count}} more",
  result: "Result, {{at}}",
  all_well: "Nothing is missing on either side, and nothing differs.",
  not_well: "Something does not agree. See the lists.",
  lists: {
    missing_here: "Missing here",
    missing_there: "Missing with you",
    different: "Different",
    agreed: "Agreed",
  },
  helps: {
    missing_here: "On your list, but not in Varde. Send them again.",
    missing_there: "In Varde, but not on your list.",
    different: "Both have them, but not alike.",
    agreed: "Both have them alike.",
  },
  save: "Save (CSV)",
  shown: "The first {{shown}} of {{count}}. Save to see all.",
  row: "Line",
  yours: "On your list",
  ours: "In Varde",
  why: "Note",
  erased: "Erased here",
  not_compared: "Erased here since, so that they could not be compared: {{count}}",
  came: "Came",
  earlier: "Earlier reconciliations",
  earlier_failed: "Earlier reconciliations could not be loaded",
  none: "No reconciliations yet",
  none_text: "The counts of each will stand here.",
  made: "When",
  window: "Time",
  no_window: "Without a time",
  more: "Show more",
  resends: "You are asked to send again",
  resends_help:
    "The recipient lacks these. Send each as a new report; Varde shows the recipient that it " +
    "replaces the old one.",
  send_again: "Send again",
  repeats: "Replaces the report",
  is_repeat: "Sent again because an earlier report was lost:",
  was_repeated: "Sent again as:",
  this_one: "The ID of this report is",
  close_one: "Close the one that you do not need: “Same as another report”.",
  repeats_hint: "The recipient sees that the two belong together.",
  asked: "Asked",
  sent_again: "Sent again",
  reference: "Your reference: {{reference}}",
  compare: "Hold your own list against Varde",
};

export const reconciliation_texts = { nb, en };
export type ReconciliationTexts = typeof nb;

export function useReconciliationTexts(): ReconciliationTexts {
  return usePageTexts(reconciliation_texts);
}
