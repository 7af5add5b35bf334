import { Alert, Heading, Paragraph, Textfield } from "@digdir/designsystemet-react";
import { useEffect, useRef } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Said } from "../shell/said";
import type { Override } from "./use_override";

interface Props {
  id: string;
  override: Override;
}

const ROWS = 3;

/** Names what would follow, and offers to do it all the same for a reason. */
export function WouldDrop({ id, override }: Props): ReactElement | null {
  const { t } = useTranslation();
  const { drop, reason, set_reason } = override;
  const alert = useRef<HTMLDivElement>(null);

  // It appears where somebody pressed a button, perhaps out of sight.
  useEffect(() => {
    if (drop !== null) alert.current?.focus();
  }, [drop]);

  if (drop === null) return null;
  return (
    <>
      <Alert data-color="danger" role="alert" tabIndex={-1} ref={alert}>
        <Heading level={3} data-size="2xs">
          {t("drop.title")}
        </Heading>
        <Paragraph>
          <Said text={drop.detail} />
        </Paragraph>
        {drop.errors.length > 0 && (
          <ul>
            {drop.errors.map(({ detail }) => (
              <li key={detail}>
                <Said text={detail} />
              </li>
            ))}
          </ul>
        )}
        <Paragraph>{t("drop.not_done")}</Paragraph>
      </Alert>
      <Textfield
        id={id}
        multiline
        rows={ROWS}
        dir="auto"
        label={t("drop.override")}
        description={t("drop.override_hint")}
        value={reason}
        onChange={(event) => set_reason(event.target.value)}
      />
    </>
  );
}
