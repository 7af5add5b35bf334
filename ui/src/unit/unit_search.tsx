import { Fieldset, Radio } from "@digdir/designsystemet-react";
import { useId, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { NamedUnit, Unit } from "../api/unit";
import { SearchField } from "../shell/search_field";
import { useNamed } from "../text/use_named";
import { Reachable } from "./reachable";
import { useUnits } from "./use_units";

const MOST_SHOWN = 12;

interface Props {
  /** Id of the text field, for links from error summaries. */
  id: string;
  label: string;
  kind: string | undefined;
  chosen: NamedUnit | null;
  error?: string | undefined;
  on_choose: (unit: NamedUnit) => void;
  /** Lets the typed text itself be the choice, for when no unit fits. */
  otherwise?: {
    label: (text: string) => string;
    chosen: string;
    on_choose: (text: string) => void;
  };
}

/** Finds a unit by typing; the matches are ordinary radio buttons, so they work everywhere. */
export function UnitSearch(props: Props): ReactElement {
  const { id, label, kind, chosen, error, on_choose, otherwise } = props;
  const { t } = useTranslation();
  const named = useNamed();
  const [text, set_text] = useState(otherwise?.chosen ?? "");
  const group = useId();
  const units = useUnits(text, kind);
  const typed = text.trim().length > 1;
  const found: NamedUnit[] = typed ? (units.data ?? []).slice(0, MOST_SHOWN) : [];
  const others = found.filter((unit) => unit.id !== chosen?.id);
  const shown = chosen === null ? others : [chosen, ...others];
  // Offered only after the search, so that nobody takes it for lack of better matches.
  const searched = typed && !units.isPending;

  return (
    <div className="stack">
      <SearchField
        id={id}
        label={label}
        hint={t("unit_search.hint")}
        text={text}
        on_type={set_text}
        error={error}
        typed={typed}
        failed={units.isError}
        count={units.data?.length}
      />
      {(shown.length > 0 || searched) && (
        <Fieldset aria-label={label}>
          {shown.map((unit) => (
            <Radio
              key={unit.id}
              name={group}
              value={unit.id}
              label={unit.name}
              description={place_words(unit, named)}
              checked={unit.id === chosen?.id}
              onChange={() => on_choose(unit)}
            />
          ))}
          {searched && otherwise !== undefined && (
            <Radio
              name={group}
              value={text.trim()}
              label={otherwise.label(text.trim())}
              checked={chosen === null && otherwise.chosen === text.trim()}
              onChange={() => otherwise.on_choose(text.trim())}
            />
          )}
        </Fieldset>
      )}
      {chosen !== null && <Reachable unit={chosen.id} kind={kind} />}
    </div>
  );
}

function place_words(unit: Unit, named: ReturnType<typeof useNamed>): string | undefined {
  const service = unit.service && named("service", unit.service);
  const parts = [unit.municipality?.name, service].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(", ");
}
