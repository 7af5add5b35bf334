import { Textfield } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  /** Id of the text field, for links from error summaries. */
  id: string;
  label: string;
  hint: string;
  text: string;
  on_type: (text: string) => void;
  error?: string | undefined;
  /** Whether enough has been typed to search for. */
  typed: boolean;
  failed: boolean;
  /** How many were found; not known while the search is under way. */
  count: number | undefined;
}

/** Asks what to find, and says how many were found. */
export function SearchField(props: Props): ReactElement {
  const { id, label, hint, text, on_type, error, typed, failed, count } = props;
  const { t } = useTranslation();
  return (
    <>
      <Textfield
        id={id}
        type="search"
        label={label}
        description={hint}
        autoComplete="off"
        value={text}
        error={error}
        onChange={(event) => on_type(event.target.value)}
      />
      <p className="count" role="status">
        {typed && failed && t("unit_search.failed")}
        {typed && count === 0 && t("unit_search.none", { text: text.trim() })}
        {typed && count !== undefined && count > 0 && t("unit_search.results", { count })}
      </p>
    </>
  );
}
