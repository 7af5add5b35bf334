import { Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { PageHeading } from "../shell/page_heading";
import { ContactForm } from "./contact_form";
import { useContacts } from "./use_contacts";

/** Where Varde tells a person that something waits. */
export default function ContactsPage(): ReactElement {
  const { t } = useTranslation();
  const contacts = useContacts();
  return (
    <div className="stack step">
      <PageHeading title={t("contacts.title")} />
      <Paragraph>{t("contacts.intro")}</Paragraph>
      {contacts.isPending && <Loading />}
      {contacts.isError && contacts.data === undefined && (
        <Failed
          error={contacts.error}
          title={t("contacts.failed")}
          on_retry={() => void contacts.refetch()}
        />
      )}
      {contacts.data !== undefined && <ContactForm contacts={contacts.data} />}
    </div>
  );
}
