import { Heading, Paragraph } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { useApi } from "../api/api_context";
import { query } from "../api/client";
import type { ReadbackPage } from "../api/readback";
import { Instant } from "../time/instant";
import { state_words, useReadbackWords } from "./words";

/** What the unit's case system does not prove to hold; nothing where all is well. */
export function ReadbackList({ unit }: { unit: string }): ReactElement | null {
  const api = useApi();
  const words = useReadbackWords();
  const { data } = useQuery({
    queryKey: ["readbacks", unit],
    queryFn: () => api.get<ReadbackPage>(`/readbacks${query({ unit })}`),
  });
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
    </section>
  );
}
