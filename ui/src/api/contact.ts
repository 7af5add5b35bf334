export type Channel = "email" | "sms";

export interface Contact {
  channel: Channel;
  address: string;
  /** Since when nothing sent there has arrived. */
  dead_since?: string | null;
  /** What became of the last thing that was sent there. */
  last?: { state: "sent" | "failed" | "waiting"; at: string };
}

export interface Contacts {
  items: Contact[];
  /** Through which the server can send at all. */
  channels?: Channel[];
}
