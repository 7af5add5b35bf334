import { Heading, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { Link } from "react-router";
import type { NamedUnit } from "../api/unit";
import { Instant } from "../time/instant";
import { useReadbacks } from "./use_readbacks";
import { state_words, useReadbackWords } from "./words";

/** What the unit's case system does not prove to hold; nothing where all is well. */
export function ReadbackList({ unit }: { unit: NamedUnit }): ReactElement | null {
  const words = useReadbackWords();
  const { data } = useReadbacks(unit.id);
  if (data === undefined || data.failing.length === 0) return null;
  const seen = data.case_system?.fetched_at ?? null;
  return (
    <section className="card">
      <Heading level={2} data-size="xs">
        {words.list}
      </Heading>
      <Paragraph>
        {seen === null ? (
          words.never
        ) : (
          <>
            {words.last}: <Instant at={seen} show="short" />
          </>
        )}
      </Paragraph>
      <ul className="plain-list">
        {data.failing.map(({ delivery_id, state, failed_at }) => (
          <li key={delivery_id}>
            <Link className="ds-link" to={`/deliveries/${delivery_id}`}>
              {state_words(words, state)}
            </Link>
            {failed_at !== null && (
              <>
                , <Instant at={failed_at} show="short" />
              </>
            )}
          </li>
        ))}
      </ul>
      <p>
        <Link
          className="ds-link"
          to={`/readback?unit=${encodeURIComponent(unit.id)}`}
          state={{ looked_up: unit }}
        >
          {words.page}
        </Link>
      </p>
    </section>
  );
}
