import { Fieldset, Radio } from "@digdir/designsystemet-react";
import { useId, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { FoundPerson } from "../api/access";
import { SearchField } from "../shell/search_field";
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
      <SearchField
        id={id}
        label={label}
        hint={t("access.person_hint")}
        text={text}
        on_type={set_text}
        error={error}
        typed={typed}
        failed={people.isError}
        count={people.data?.length}
      />
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
