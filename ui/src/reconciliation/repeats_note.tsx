import { Alert } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { useReconciliationTexts } from "./texts";

interface Props {
  id: string;
  /** The report that this one was sent in place of. */
  earlier: string | undefined;
  /** What was sent in place of this one. */
  repeats: string[] | undefined;
  /** To whom received them: they close the one that they do not need. */
  received?: boolean;
}

/** A lost report that was sent again, and the new one, show each other. */
export function RepeatsNote(props: Props): ReactElement | null {
  const { id, earlier, repeats = [], received = false } = props;
  const text = useReconciliationTexts();
  if (earlier === undefined && repeats.length === 0) return null;
  const named = (report: string): ReactElement =>
    received ? (
      <span key={report} className="block">
        {report}
      </span>
    ) : (
      <Link key={report} className="ds-link block" to={`/reports/${report}`}>
        {report}
      </Link>
    );
  return (
    <Alert data-color="info">
      {earlier !== undefined && (
        <p>
          {text.is_repeat} {named(earlier)}
        </p>
      )}
      {repeats.length > 0 && (
        <div>
          {text.was_repeated} {repeats.map(named)}
        </div>
      )}
      {received && (
        <p>
          {text.this_one} {id}. {text.close_one}
        </p>
      )}
    </Alert>
  );
}
