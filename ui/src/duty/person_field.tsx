import { Field, Label, Select, ValidationMessage } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api_context";
import type { Colleague } from "../api/unit";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { useNamed } from "../text/use_named";

interface Props {
  id: string;
  unit: string;
  value: string;
  error?: string | undefined;
  label?: string;
  /** The words for choosing no one. */
  nobody?: string;
  on_change: (value: string) => void;
}

/** Anybody in a unit; each person once, whatever roles they have there. */
export function PersonField(props: Props): ReactElement {
  const { id, unit, value, error, label, nobody, on_change } = props;
  const { t } = useTranslation();
  const named = useNamed();
  const api = useApi();
  const people = useQuery({
    queryKey: ["people", unit],
    queryFn: async () =>
      (await api.get<{ items: Colleague[] }>(`/units/${encodeURIComponent(unit)}/people`)).items,
  });
  if (people.isPending) return <Loading />;
  if (people.data === undefined) {
    const retry = (): void => void people.refetch();
    return <Failed error={people.error} title={t("rota.people_failed")} on_retry={retry} />;
  }
  const once = [...new Map(people.data.map((person) => [person.id, person])).values()];
  return (
    <Field>
      <Label>{label ?? t("rota.person")}</Label>
      <Select
        id={id}
        value={value}
        aria-invalid={error !== undefined}
        onChange={(event) => on_change(event.target.value)}
      >
        <Select.Option value="">{nobody ?? "–"}</Select.Option>
        {once.map((person) => (
          <Select.Option key={person.id} value={person.id}>
            {`${person.name} (${named("role", person.role)})`}
          </Select.Option>
        ))}
      </Select>
      {error !== undefined && <ValidationMessage>{error}</ValidationMessage>}
    </Field>
  );
}
