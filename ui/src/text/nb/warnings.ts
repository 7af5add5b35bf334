/**
 * What warnings mean, by their code. The server's own sentences are English and more exact, such
 * as with the name of the unit; readers of English get those.
 */
export const warnings: Readonly<Record<string, string>> = {
  unit_closed:
    "Kontoret var stengt da meldingen kom. En melding som haster, går da til barnevernvakten. " +
    "Andre venter til kontoret åpner. Er et barn i fare nå, ring 112 eller 116\u00a0111.",
  nobody_can_open:
    "Ingen i enheten kunne åpne meldingen da den kom. Den gikk til en enhet som kunne, om det " +
    "fantes noen. Haster det, ring.",
  unit_not_live:
    "Enheten har ikke begynt å ta imot slike meldinger. Meldingen er tatt imot og gikk til en " +
    "enhet som kan åpne den.",
  other_kind_meant:
    "Det finnes et skjema som er laget for det dette ser ut til å gjelde. Meldingen er tatt imot " +
    "slik den ble sendt.",
  unit_unknown:
    "Enheten finnes ikke. Meldingen gikk til nasjonalt fordelingspunkt, som finner den rette.",
  unit_not_for_kind:
    "Enheten fører tilsyn og behandler ikke meldinger selv. Den ble sendt dit som ønsket.",
  place_missing:
    "Kommunen var ikke oppgitt. Meldingen gikk til nasjonalt fordelingspunkt, som finner rett " +
    "enhet.",
  place_unknown:
    "Kommunen er ikke kjent. Meldingen gikk til nasjonalt fordelingspunkt, som finner rett enhet.",
  district_missing: "Bydelen var ikke oppgitt. Barnevernvakten finner rett enhet.",
  district_unknown: "Bydelen er ikke kjent. Barnevernvakten finner rett enhet.",
  district_ignored: "Kommunen har ingen bydeler. Den som var oppgitt, ble ikke brukt.",
  content_unexpected: "Et svar var ikke slik skjemaet venter. Det er tatt vare på som det var.",
  field_unusable: "Et svar kunne ikke brukes. Det er tatt vare på som det var.",
  attachment_missing:
    "En fil kom aldri fram, og meldingen er mottatt uten den. Send filen i en ny melding som " +
    "viser til denne.",
  attachment_too_large: "En fil var for stor, og meldingen er mottatt uten den.",
  attachments_too_many: "Det var for mange filer. De første er med.",
  no_idempotency_key: 
    "Sendt uten nøkkel: om svaret går tapt, blir meldingen dobbel ved ny sending.",
};
