import { Fieldset, Radio, Textfield } from "@digdir/designsystemet-react";
import { useId, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { FoundPerson } from "../api/access";
import { SHORTEST_SEARCH } from "../unit/use_units";
import { useFoundPeople } from "./use_grants";

const MOST_SHOWN = 12;

interface Props {
  id: string;
  /** What is asked for, where that is not simply a person. */
  label?: string;
  unit: string;
  chosen: FoundPerson | null;
  error?: string | undefined;
  on_choose: (person: FoundPerson) => void;
}

/** Finds a person by typing; the matches are ordinary radio buttons. */
export function PersonSearch(props: Props): ReactElement {
  const { id, unit, chosen, error, on_choose } = props;
  const { t } = useTranslation();
  const label = props.label ?? t("access.person");
  const [text, set_text] = useState("");
  const group = useId();
  const people = useFoundPeople(text, unit);
  const typed = text.trim().length >= SHORTEST_SEARCH;
  const found = typed ? (people.data ?? []).slice(0, MOST_SHOWN) : [];
  const others = found.filter((person) => person.id !== chosen?.id);
  const shown = chosen === null ? others : [chosen, ...others];
  return (
    <div className="stack">
      <Textfield
        id={id}
        type="search"
        label={label}
        description={t("access.person_hint")}
        autoComplete="off"
        value={text}
        error={error}
        onChange={(event) => set_text(event.target.value)}
      />
      <p className="count" role="status">
        {typed && people.isError && t("unit_search.failed")}
        {typed && people.data?.length === 0 && t("unit_search.none", { text: text.trim() })}
        {found.length > 0 && t("unit_search.results", { count: people.data?.length ?? 0 })}
      </p>
      {shown.length > 0 && (
        <Fieldset aria-label={label}>
          {shown.map((person) => (
            <Radio
              key={person.id}
              name={group}
              value={person.id}
              label={person.name}
              description={
                person.disabled ? `${person.login}, ${t("access.disabled")}` : person.login
              }
              checked={person.id === chosen?.id}
              onChange={() => on_choose(person)}
            />
          ))}
        </Fieldset>
      )}
    </div>
  );
}
