import { usePageTexts } from "../text/page_texts";

const nb = {
  title: "Fakta til avviksmeldingen",
  back: "Til omfanget",
  intro:
    "Meld bruddet til Datatilsynet senest 72 timer etter at dere ble kjent med det. Her står " +
    "det Varde vet, uten navn på noen. Resten må dere legge til selv.",
  failed: "Faktaene kunne ikke lastes",
  copy: "Kopier teksten",
  copied: "Teksten er kopiert.",
  copy_failed: "Teksten kunne ikke kopieres. Merk den og kopier selv.",
  print: "Skriv ut",
  save: "Last ned",
  text: {
    heading: "FAKTA TIL MELDING OM BRUDD PÅ PERSONOPPLYSNINGSSIKKERHETEN",
    rule: "Personvernforordningen artikkel 33 nr. 3",
    at: "Hentet fra Varde {{at}}",
    nature: "1. Hva bruddet gjelder",
    about: "Bekymringsmeldinger om barn.",
    total: "Antall leveringer: {{count}}",
    first: "Den første kom: {{at}}",
    last: "Den siste kom: {{at}}",
    asked_for: "Spurt etter:",
    everything: "alt",
    units: "Enheter:",
    subjects: "2. Hvem det gjelder",
    records: "Registreringer: {{count}}",
    note:
      "Varde teller leveringer, ikke personer: En melding som gikk videre til en annen enhet, er " +
      "telt i begge, og de fleste gjelder ett barn eller flere i samme familie. Hvor mange " +
      "personer det er, må de enhetene si som kan lese meldingene.",
    measures: "3. Hva som er gjort i Varde",
    no_measures: "Ingenting er registrert.",
    measure: "{{name}}: {{count}} (første {{first}}, siste {{last}})",
    add: "4. Dette må dere legge til",
  },
  parts: {
    unit: "Enhet",
    municipality: "Kommunenummer",
    kind: "Type melding",
    sender: "Avsender",
    connector: "Fagsystem",
    from: "Kom fra og med",
    until: "Kom før",
    older_than: "Kom for mer enn",
    present: "Har skjedd",
    absent: "Har ikke skjedd",
    state: "Tilstand",
  },
  /** By the server's own words. */
  said: {
    resend_asked: "Avsendere bedt om å sende på nytt",
    "children whom a report concerns": "barn som meldingene gjelder",
    "parents and others around them": "foreldre og andre rundt dem",
    reporters: "meldere",
    "contact point: data protection officer": "kontaktpunkt: personvernombudet",
    "likely consequences for those concerned": "sannsynlige følger for dem det gjelder",
    "measures taken outside Varde": "tiltak utenfor Varde",
  },
};

const en: typeof nb = {
  title: "Facts for the breach notice",
  back: "To the scope",
  intro:
    "Notify the data protection authority within 72 hours after you became aware of the breach. " +
    "Here is what Varde knows, and nobody's name. The rest you must add yourselves.",
  failed: "The facts could not be loaded",
  copy: "Copy the text",
  copied: "The text has been copied.",
  copy_failed: "The text could not be copied. Select it and copy it yourself.",
  print: "Print",
  save: "Save",
  text: {
    heading: "FACTS FOR THE NOTICE OF A PERSONAL DATA BREACH",
    rule: "GDPR article 33 (3)",
    at: "Taken from Varde {{at}}",
    nature: "1. What the breach is about",
    about: "Reports of concern about children.",
    total: "Deliveries: {{count}}",
    first: "The first came: {{at}}",
    last: "The last came: {{at}}",
    asked_for: "Asked for:",
    everything: "everything",
    units: "Units:",
    subjects: "2. Whom it concerns",
    records: "Records: {{count}}",
    note:
      "Varde counts deliveries, not people: a report that went on to another unit is counted in " +
      "both, and most concern one child or several of one family. How many people it is, the " +
      "units must say who can read the reports.",
    measures: "3. What was done in Varde",
    no_measures: "Nothing is on record.",
    measure: "{{name}}: {{count}} (first {{first}}, last {{last}})",
    add: "4. This you must add",
  },
  parts: {
    unit: "Unit",
    municipality: "Municipality number",
    kind: "Kind of report",
    sender: "Sender",
    connector: "Case system",
    from: "Came from",
    until: "Came before",
    older_than: "Came more than this ago",
    present: "Has happened",
    absent: "Has not happened",
    state: "State",
  },
  said: {
    resend_asked: "Senders asked to send again",
    "children whom a report concerns": "children whom a report concerns",
    "parents and others around them": "parents and others around them",
    reporters: "reporters",
    "contact point: data protection officer": "contact point: data protection officer",
    "likely consequences for those concerned": "likely consequences for those concerned",
    "measures taken outside Varde": "measures taken outside Varde",
  },
};

export const notice_texts = { nb, en };
export type NoticeTexts = typeof nb;

export function useNoticeTexts(): NoticeTexts {
  return usePageTexts(notice_texts);
}
