import { Heading, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { is_failing } from "../api/readback";
import type { Readback } from "../api/readback";
import { Instant } from "../time/instant";
import { state_words, useReadbackWords } from "./words";

/** Whether the unit's case system holds the delivery: only what it has proved. */
export function ReadbackCard({
  readback,
}: {
  readback: Readback & { store_reference: string };
}): ReactElement | null {
  const words = useReadbackWords();
  const { state, connector, store_reference, proved_at, failed_at } = readback;
  if (state === "erased") return null;
  const failing = is_failing(state);
  return (
    <section className="card">
      <Heading level={2} data-size="xs">
        {words.title}
      </Heading>
      <Paragraph>
        {failing && <strong>{state_words(words, state)}. </strong>}
        {failing && state !== "unavailable" && words.failing}
        {!failing && (state === "stored" ? words.stored : words.waiting)}
      </Paragraph>
      <ul className="plain-list">
        {connector !== "" && (
          <li>
            {words.system}: {connector}
          </li>
        )}
        {store_reference !== "" && (
          <li>
            {words.reference}: {store_reference}
          </li>
        )}
        {proved_at !== null && (
          <li>
            {words.proved}: <Instant at={proved_at} show="short" />
          </li>
        )}
        {failing && failed_at !== null && (
          <li>
            {words.since}: <Instant at={failed_at} show="short" />
          </li>
        )}
      </ul>
    </section>
  );
}
