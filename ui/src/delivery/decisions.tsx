import { Heading, Paragraph, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Delivery } from "../api/delivery";
import { useNamed } from "../text/use_named";

/** What the unit has decided and answered, in the words that were written. */
export function Decisions({ delivery }: { delivery: Delivery }): ReactElement | null {
  const { t } = useTranslation();
  const named = useNamed();
  const { assessment, answer, closing } = delivery;
  return (
    <>
      {assessment && (
        <section className="card">
          <Heading level={2} data-size="xs">
            {t("delivery.assessment")}
          </Heading>
          <Tag data-color="info">{named("outcome", assessment.outcome)}</Tag>
          {assessment.immediate_follow_up !== undefined && (
            <p>
              {t("act.immediate_follow_up")}{" "}
              <strong>{t(assessment.immediate_follow_up ? "form.yes" : "form.no")}</strong>
            </p>
          )}
          {assessment.reason && (
            <Paragraph className="verbatim" dir="auto">
              {assessment.reason}
            </Paragraph>
          )}
        </section>
      )}
      {answer && (
        <section className="card">
          <Heading level={2} data-size="xs">
            {t("delivery.answer")}
          </Heading>
          <Paragraph className="verbatim" dir="auto">
            {answer.message}
          </Paragraph>
        </section>
      )}
      {closing && (
        <section className="card">
          <Heading level={2} data-size="xs">
            {t("delivery.closing")}
          </Heading>
          <Tag data-color="neutral">{named("close_reason", closing.reason)}</Tag>
          {closing.note && (
            <Paragraph className="verbatim" dir="auto">
              {closing.note}
            </Paragraph>
          )}
        </section>
      )}
    </>
  );
}
