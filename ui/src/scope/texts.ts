import { useTranslation } from "react-i18next";

// Texts of this page alone: they come with it, and cost the first load nothing.

const nb = {
  title: "Omfang og balanse",
  intro:
    "Hvem rammes av en feil, hvilke meldinger, siden når? Her står antall og tidspunkter, aldri " +
    "innhold.",
  failed: "Omfanget kunne ikke lastes",
  municipality: "Kommunenummer",
  age: "Kom for mer enn",
  ages: { any: "uansett når", day: "ett døgn siden", week: "sju døgn siden", month: "30 døgn siden" },
  without: "Uten",
  marks: {
    nothing: "alle meldinger",
    opened: "åpnet",
    stored: "lagret i fagsystem",
    assessed: "vurdert",
    answered: "besvart",
    closed: "avsluttet",
  },
  total: "Meldinger: {{count}}",
  none: "Ingen meldinger",
  none_text: "Ingenting av det du kan se, svarer til dette.",
  span: "Den første kom {{first}}, den siste {{last}}.",
  units: "Antall i hver enhet",
  unit: "Enhet",
  count: "Antall",
  states: "Tilstander",
  items: "Meldingene, eldste først",
  report: "Melding",
  received: "Kom",
  sender: "Avsender",
  public: "Publikum",
  asked_again: "Bedt sendt på nytt",
  more: "Vis flere",
  balance: "Balanse",
  balance_intro: "Det som kom inn, er summen av det som ble av det. Regnet fra hendelsene alene.",
  balance_failed: "Balansen kunne ikke lastes",
  balanced: "Regnskapet går opp",
  broken: "Regnskapet går ikke opp",
  came: "Kom inn",
  sum: "Sum",
  recipients: "Mottakere",
  senders: "Avsendere",
};

const en: typeof nb = {
  title: "Scope and balance",
  intro:
    "Whom does a fault affect, which reports, since when? Counts and times stand here, never " +
    "content.",
  failed: "The scope could not be loaded",
  municipality: "Municipality number",
  age: "Came more than",
  ages: { any: "whenever", day: "a day ago", week: "seven days ago", month: "30 days ago" },
  without: "Not",
  marks: {
    nothing: "all reports",
    opened: "opened",
    stored: "stored in a case system",
    assessed: "assessed",
    answered: "answered",
    closed: "closed",
  },
  total: "Reports: {{count}}",
  none: "No reports",
  none_text: "Nothing that you can see is like this.",
  span: "The first came {{first}}, the last {{last}}.",
  units: "How many in each unit",
  unit: "Unit",
  count: "Count",
  states: "States",
  items: "The reports, oldest first",
  report: "Report",
  received: "Came",
  sender: "Sender",
  public: "The public",
  asked_again: "Asked for again",
  more: "Show more",
  balance: "Balance",
  balance_intro: "What came in is the sum over what became of it. Counted from the events alone.",
  balance_failed: "The balance could not be loaded",
  balanced: "It balances",
  broken: "It does not balance",
  came: "Came in",
  sum: "Sum",
  recipients: "Recipients",
  senders: "Senders",
};

export function useScopeTexts(): typeof nb {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? en : nb;
}

/** Puts values into the places of a text. */
export function filled(text: string, values: Record<string, string | number>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ""));
}
