import { usePageTexts } from "../text/page_texts";

const nb = {
  title: "Balanse",
  intro: "Det som kom inn, er summen av det som ble av det. Regnet ut fra hendelsene alene.",
  failed: "Balansen kunne ikke lastes",
  filters: "Hvilket regnskap",
  unit: "Mottaker",
  sender: "Avsender",
  all: "Alle",
  public: "Publikum",
  as_at: "Slik det var (tomt er nå)",
  ask: "Vis balansen",
  clear: "Nullstill",
  at: "Slik det var {{at}}, etter {{count}} hendelser.",
  balanced: "Regnskapet går opp",
  broken: "Regnskapet går ikke opp",
  late: "Regnskapet er ikke helt oppdatert",
  sums:
    "Summene stemmer ikke. Ta en kopi av databasen før noe annet gjøres, og si fra til dem som " +
    "drifter Varde.",
  struck: "Ved siste sammenligning med tabellene var det {{count}} feil.",
  stalled: "Regnskapet er ikke holdt opp mot tabellene på mer enn et døgn.",
  not_struck: "Summene går opp. De er ikke holdt opp mot tabellene ennå.",
  behind: "Hendelser som ikke er ført ennå: {{count}}. Spør igjen om et minutt.",
  last_struck: "Sist holdt opp mot tabellene: {{at}}",
  never_struck: "Ikke holdt opp mot tabellene ennå. Det skjer hvert døgn.",
  came: "Kom inn",
  sum: "Sum",
  states: "Hva det ble av",
  verdict: "Går opp?",
  yes: "Ja",
  no: "Nei",
  recipients: "Mottakere",
  senders: "Avsendere",
  nothing: "Ingenting har kommet",
  nothing_text: "Ingenting av det du kan se, var kommet da.",
};

const en: typeof nb = {
  title: "Balance",
  intro: "What came in is the sum over what became of it. Counted from the events alone.",
  failed: "The balance could not be loaded",
  filters: "Whose balance",
  unit: "Recipient",
  sender: "Sender",
  all: "All",
  public: "The public",
  as_at: "As at (empty is now)",
  ask: "Show the balance",
  clear: "Clear",
  at: "As at {{at}}, after {{count}} events.",
  balanced: "It balances",
  broken: "It does not balance",
  late: "The balance is not quite up to date",
  sums:
    "The sums do not agree. Copy the database before anything else is done, and tell those who " +
    "operate Varde.",
  struck: "Faults when it was last held against the tables: {{count}}.",
  stalled: "It has not been held against the tables for more than a day.",
  not_struck: "The sums agree. They have not been held against the tables yet.",
  behind: "Events that are not booked yet: {{count}}. Ask again in a minute.",
  last_struck: "Last held against the tables: {{at}}",
  never_struck: "Not held against the tables yet. That is done every day.",
  came: "Came in",
  sum: "Sum",
  states: "What became of it",
  verdict: "Balances?",
  yes: "Yes",
  no: "No",
  recipients: "Recipients",
  senders: "Senders",
  nothing: "Nothing has come",
  nothing_text: "Nothing that you can see had come then.",
};

export const balance_texts = { nb, en };

export function useBalanceTexts(): typeof nb {
  return usePageTexts(balance_texts);
}
