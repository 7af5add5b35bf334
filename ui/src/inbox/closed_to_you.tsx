import { Alert, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AskButton } from "../access/ask_button";
import type { NamedUnit } from "../api/unit";
import { Instant } from "../time/instant";

interface Props {
  unit: NamedUnit;
  count: number;
  oldest?: string | null;
}

/** What waits is announced to everybody in the unit, also where its content is closed to them. */
export function ClosedToYou({ unit, count, oldest }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Alert data-color="warning">
      <Paragraph>
        <strong>{t("inbox.hidden", { count })}</strong> {oldest && <Instant at={oldest} />}
      </Paragraph>
      <Paragraph data-size="sm">{t("inbox.hidden_help")}</Paragraph>
      <div className="buttons screen-only">
        <AskButton unit={unit.id} about={unit.name} />
        <Link className="ds-link" to={`/can-i-open?unit=${encodeURIComponent(unit.id)}`}>
          {t("self_check.title")}
        </Link>
      </div>
    </Alert>
  );
}
