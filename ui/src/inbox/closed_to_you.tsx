import { Alert, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Instant } from "../time/instant";

interface Props {
  count: number;
  oldest?: string | null;
}

/** What waits is announced to everybody in the unit, also where its content is closed to them. */
export function ClosedToYou({ count, oldest }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Alert data-color="warning">
      <Paragraph>
        <strong>{t("inbox.hidden", { count })}</strong> {oldest && <Instant at={oldest} />}
      </Paragraph>
      <Paragraph data-size="sm">{t("inbox.hidden_help")}</Paragraph>
    </Alert>
  );
}
