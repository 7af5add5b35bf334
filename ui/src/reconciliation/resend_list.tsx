import { Button, Heading, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { Instant } from "../time/instant";
import { filled } from "../text/page_texts";
import { useReconciliationTexts } from "./texts";
import { useResends } from "./use_reconciliations";

/** What the organisation was asked to send again; nothing where nobody asked. */
export function ResendList(): ReactElement | null {
  const text = useReconciliationTexts();
  const resends = useResends();
  const items = resends.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) return null;
  return (
    <section className="card" aria-labelledby="resends">
      <Heading level={2} data-size="xs" id="resends">
        {text.resends}
      </Heading>
      <Paragraph>{text.resends_help}</Paragraph>
      <ul className="plain-list">
        {items.map(({ report_id, unit, asked_at, sender_reference, repeats = [] }) => (
          <li key={report_id}>
            <Link className="ds-link" to={`/reports/${report_id}`}>
              {sender_reference === undefined
                ? report_id
                : filled(text.reference, { reference: sender_reference })}
            </Link>
            , {unit.name}
            <small className="block">
              {text.asked} <Instant at={asked_at} show="short" />
              {repeats.length > 0 && ` · ${text.sent_again}`}
            </small>
          </li>
        ))}
      </ul>
      {resends.hasNextPage && (
        <div className="buttons">
          <Button
            variant="tertiary"
            loading={resends.isFetchingNextPage}
            onClick={() => void resends.fetchNextPage()}
          >
            {text.more}
          </Button>
        </div>
      )}
    </section>
  );
}
