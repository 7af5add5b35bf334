import { Alert, Heading, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { AskButton } from "../access/ask_button";
import { useOwnCell } from "../access/use_self_check";
import type { Delivery } from "../api/delivery";
import type { Form } from "../api/kind";
import { ContentList } from "../form/content_list";
import { content_sections } from "../form/content_sections";
import { useContentWords } from "../form/use_content_words";
import { Said } from "../shell/said";
import { is_closed_to_reader } from "./readings";

interface Props {
  delivery: Delivery;
  form: Form | undefined;
  /** The form could not be read: names stand in for its questions. */
  form_failed: boolean;
}

export function ReceivedContent({ delivery, form, form_failed }: Props): ReactElement {
  const { t } = useTranslation();
  const words = useContentWords();
  if (delivery.content === null) {
    if (is_closed_to_reader(delivery)) return <ClosedContent delivery={delivery} />;
    return (
      <section className="card closed-content">
        <Heading level={2} data-size="xs">
          {t("delivery.unopened")}
        </Heading>
        <Paragraph>{t("delivery.unopened_text")}</Paragraph>
      </section>
    );
  }
  return (
    <section className="card">
      <Heading level={2} data-size="xs">
        {t("delivery.content")}
      </Heading>
      {form_failed && <Alert data-color="warning">{t("delivery.form_failed")}</Alert>}
      <ContentList level={3} sections={content_sections(form, delivery.content, words)} />
    </section>
  );
}

/** Why, and asking for it; a conflict of interest leaves nothing to ask for. */
function ClosedContent({ delivery }: { delivery: Delivery }): ReactElement {
  const { t } = useTranslation();
  const { unit, kind, acts } = delivery;
  const own = useOwnCell(unit.id, kind.name);
  const why = acts.find(({ allowed }) => !allowed)?.reason;
  return (
    <section className="card closed-content">
      <Heading level={2} data-size="xs">
        {t("delivery.unopened")}
      </Heading>
      <Paragraph>
        {t("delivery.closed_to_you")} {why && <Said text={why} />}
      </Paragraph>
      {own.data?.able === false && (
        <div className="buttons screen-only">
          <AskButton unit={unit.id} kind={kind.name} about={`${kind.title}, ${unit.name}`} />
        </div>
      )}
    </section>
  );
}
