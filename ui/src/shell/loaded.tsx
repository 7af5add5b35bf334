import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactElement, ReactNode } from "react";
import { Failed } from "./failed";
import { Loading } from "./loading";
import { Stale } from "./stale";

interface Props<T> {
  query: UseQueryResult<T>;
  /** What could not be loaded, in the words of the page. */
  failed: string;
  /** Says how old it is; for pages that renew themselves. */
  renews?: boolean;
  children: (data: T) => ReactNode;
}

/** What was read, or why there is nothing to show. */
export function Loaded<T>({ query, failed, renews, children }: Props<T>): ReactElement {
  if (query.isPending) return <Loading />;
  if (query.data === undefined) {
    return <Failed error={query.error} title={failed} on_retry={() => void query.refetch()} />;
  }
  return (
    <>
      {(renews === true || query.isError) && (
        <Stale at={query.dataUpdatedAt} failing={query.isError} />
      )}
      {children(query.data)}
    </>
  );
}
