import { Button, Heading, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { Link, useNavigate } from "react-router";
import type { Resend } from "../api/scope";
import { is_begun } from "../report/draft";
import { useDraft } from "../report/draft_context";
import { ConfirmButton } from "../shell/confirm_button";
import { Failed } from "../shell/failed";
import { Instant } from "../time/instant";
import { filled } from "../text/page_texts";
import { useReconciliationTexts } from "./texts";
import { useResends } from "./use_reconciliations";

/** What the organisation was asked to send again; nothing where nobody asked. */
export function ResendList(): ReactElement | null {
  const text = useReconciliationTexts();
  const resends = useResends();
  const items = resends.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0) {
    if (!resends.isError) return null;
    const retry = (): void => void resends.refetch();
    return <Failed error={resends.error} title={text.resends_failed} on_retry={retry} />;
  }
  return (
    <section className="card" aria-labelledby="resends">
      <Heading level={2} data-size="xs" id="resends">
        {text.resends}
      </Heading>
      <Paragraph>{text.resends_help}</Paragraph>
      <ul className="plain-list">
        {items.map((item) => (
          <OneResend key={item.report_id} resend={item} />
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

function OneResend({ resend }: { resend: Resend }): ReactElement {
  const { report_id, unit, asked_at, sender_reference, unreadable, repeats = [] } = resend;
  const text = useReconciliationTexts();
  const navigate = useNavigate();
  const { draft, change, clear } = useDraft();
  const has_this = draft.earlier === report_id;
  const loses_other = is_begun(draft) && !has_this;
  const name =
    sender_reference === undefined
      ? report_id
      : filled(text.reference, { reference: sender_reference });
  const again = (): void => {
    // What has been written of this very one is gone on with.
    if (!has_this) {
      clear();
      change({ earlier: report_id, unit, reference: sender_reference ?? "" });
    }
    void navigate("/report");
  };
  return (
    <li className="split">
      <span>
        <Link className="ds-link" to={`/reports/${report_id}`}>
          {name}
        </Link>
        , {unit.name}
        {unreadable && <small className="block">{text.cannot_read}</small>}
        <small className="block">
          {text.asked} <Instant at={asked_at} show="short" />
          {repeats.length > 0 && ` · ${text.sent_again}`}
        </small>
      </span>
      {repeats.length === 0 && loses_other && (
        <ConfirmButton
          variant="secondary"
          label={text.send_again}
          sure={text.discard_first}
          keep={text.keep_draft}
          about={name}
          busy={false}
          on_confirm={again}
        />
      )}
      {repeats.length === 0 && !loses_other && (
        <Button
          variant="secondary"
          data-size="sm"
          aria-label={`${text.send_again}: ${name}`}
          onClick={again}
        >
          {text.send_again}
        </Button>
      )}
    </li>
  );
}
