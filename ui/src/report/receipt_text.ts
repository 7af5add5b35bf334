import type { Accepted } from "../api/report";

/** The receipt as plain text, for a journal or a message. */
export function receipt_text(accepted: Accepted, labels: Record<ReceiptLabel, string>): string {
  const { delivery, receipt } = accepted;
  return [
    `${labels.code}: ${receipt.code}`,
    `${labels.accepted_at}: ${accepted.accepted_at}`,
    `${labels.unit}: ${delivery.unit.name}`,
    `${labels.number}: ${delivery.sequence}`,
    `ID: ${accepted.id}`,
  ].join("\n");
}

export type ReceiptLabel = "code" | "accepted_at" | "unit" | "number";
