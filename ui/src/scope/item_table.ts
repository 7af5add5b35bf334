import type { ScopeItem } from "../api/scope";

/** Under the API's own names, so that a machine can go on with it. Whom they concern is there where
 * it is shown: `unnamed` stands for who has no name. */
export function table_of(items: readonly ScopeItem[], unnamed: string): string[][] {
  const names = ({ people = [] }: ScopeItem): string =>
    people.map((name) => (name.trim() === "" ? unnamed : name)).join(", ");
  const with_people = items.some(({ people }) => people !== undefined);
  const head = [
    "report_id",
    "delivery_id",
    "unit",
    "kind",
    "received_at",
    "state",
    "sender",
    "sender_reference",
    "digest",
    "connector",
    "resend_asked_at",
    ...(with_people ? ["people"] : []),
  ];
  return [
    head,
    ...items.map((item) => [
      item.report_id,
      item.delivery_id,
      item.unit.id,
      item.kind,
      item.received_at,
      item.state,
      item.sender?.name ?? item.sender?.id ?? "",
      item.sender_reference ?? "",
      item.digest ?? "",
      item.connector ?? "",
      item.resend_asked_at ?? "",
      ...(with_people ? [names(item)] : []),
    ]),
  ];
}
