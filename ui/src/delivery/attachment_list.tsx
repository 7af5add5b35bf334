import { Heading, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Attachment } from "../api/delivery";
import { bytes_words } from "../text/bytes_words";

interface Props {
  delivery_id: string;
  attachments: Attachment[];
  /** Files open together with the content. */
  opened: boolean;
}

/** Files are served as downloads only; the ones that never came are named too. */
export function AttachmentList(props: Props): ReactElement | null {
  const { delivery_id, attachments, opened } = props;
  const { t, i18n } = useTranslation();
  if (attachments.length === 0) return null;
  const address = (number: number): string =>
    `/api/v1/deliveries/${encodeURIComponent(delivery_id)}/attachments/${number}`;
  return (
    <section className="card">
      <Heading level={2} data-size="xs">
        {t("delivery.attachments")}
      </Heading>
      <ul className="plain-list">
        {attachments.map(({ number, name, media_type, bytes, state }) => (
          <li key={number}>
            {state === "stored" ? (
              <>
                {opened ? (
                  <a className="ds-link" href={address(number)} download>
                    {name}
                  </a>
                ) : (
                  name
                )}{" "}
                <small className="muted">
                  {media_type}, {bytes_words(bytes, i18n.language)}
                </small>
              </>
            ) : (
              <>
                {name} <Tag data-color="danger">{t("delivery.attachment_missing")}</Tag>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
