import { Alert, Button, Heading, Textfield } from "@digdir/designsystemet-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Channel, Contact, Contacts } from "../api/contact";
import { field_problem } from "../api/problem";
import { useChange } from "../api/use_change";
import { ProblemAlert } from "../shell/problem_alert";
import { useClock } from "../time/use_clock";
import { short_instant } from "../time/words";

const CHANNELS = [
  { channel: "email", type: "email", autoComplete: "email" },
  { channel: "sms", type: "tel", autoComplete: "tel" },
] as const;

export function ContactForm({ contacts }: { contacts: Contacts }): ReactElement {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const clock = useClock();
  const saving = useChange();
  const testing = useChange();
  const [done, set_done] = useState<"saved" | "tested" | null>(null);
  const { items, channels } = contacts;
  const stored = (channel: Channel): string =>
    items.find((contact) => contact.channel === channel)?.address ?? "";
  const [typed, set_typed] = useState({ email: stored("email"), sms: stored("sms") });

  /** What to type, and what became of the last thing sent there. */
  const channel_hint = (channel: Channel): string => {
    const last = items.find((contact) => contact.channel === channel)?.last;
    const off = channels !== undefined && !channels.includes(channel);
    const parts = [t(`contacts.${channel}_hint`)];
    if (off) parts.push(t("contacts.off"));
    if (last) {
      const when = short_instant(new Date(last.at), clock);
      parts.push(t(`contacts.last_${last.state}`, { when }));
    }
    return parts.length === 1 ? (parts[0] ?? "") : `${parts.join(". ")}.`;
  };

  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    set_done(null);
    testing.forget_problem();
    // Notices come in the language in which one chose to be told.
    const language = i18n.language;
    const body = { email: typed.email.trim(), sms: typed.sms.trim(), language };
    const now = await saving.put<Contacts>("/me/contacts", body);
    if (now === undefined) return;
    queries.setQueryData(["contacts"], now);
    set_done("saved");
  };

  const test = async (): Promise<void> => {
    set_done(null);
    saving.forget_problem();
    const now = await testing.post<Contacts>("/me/contacts/test", {});
    if (now === undefined) return;
    queries.setQueryData(["contacts"], now);
    set_done("tested");
  };

  return (
    <form className="stack" noValidate onSubmit={(event) => void save(event)}>
      {items.length === 0 && (
        <Alert data-color="warning">
          <Heading level={2} data-size="2xs">
            {t("contacts.none")}
          </Heading>
          <p>{t("contacts.none_text")}</p>
        </Alert>
      )}
      {items.map((contact) => (
        <DeadAddress key={contact.channel} contact={contact} />
      ))}
      {saving.problem !== null && (
        <ProblemAlert problem={saving.problem} title={t("contacts.not_saved")} changing />
      )}
      {testing.problem !== null && (
        <ProblemAlert problem={testing.problem} title={t("contacts.not_tested")} changing />
      )}
      {CHANNELS.map(({ channel, type, autoComplete }) => (
        <Textfield
          key={channel}
          id={`contact-${channel}`}
          type={type}
          autoComplete={autoComplete}
          label={t(`contacts.${channel}`)}
          description={channel_hint(channel)}
          value={typed[channel]}
          error={field_problem(saving.problem, channel)}
          onChange={(event) => set_typed({ ...typed, [channel]: event.target.value })}
        />
      ))}
      <p className="muted">{t("contacts.without")}</p>
      <div className="buttons">
        <Button type="submit" loading={saving.busy}>
          {t("contacts.save")}
        </Button>
        {items.length > 0 && (
          <Button variant="secondary" loading={testing.busy} onClick={() => void test()}>
            {t("contacts.test")}
          </Button>
        )}
      </div>
      <p role="status" className="count">
        {done !== null && t(`contacts.${done}`)}
      </p>
    </form>
  );
}

/** An address that does not work is said in words: silence there must not look like peace. */
function DeadAddress({ contact }: { contact: Contact }): ReactElement | null {
  const { t } = useTranslation();
  const clock = useClock();
  if (!contact.dead_since) return null;
  const when = short_instant(new Date(contact.dead_since), clock);
  return (
    <Alert data-color="danger">
      <Heading level={2} data-size="2xs">
        {t("contacts.dead", { address: contact.address })}
      </Heading>
      <p>{t("contacts.dead_text", { when })}</p>
    </Alert>
  );
}
