import { Field, Label, Paragraph, Select, ValidationMessage } from "@digdir/designsystemet-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useApi } from "../api/api_context";
import { as_problem } from "../api/problem";
import type { Colleague } from "../api/unit";
import { Loading } from "../shell/loading";
import { ProblemAlert } from "../shell/problem_alert";
import { useNamed } from "../text/use_named";

interface Props {
  id: string;
  label: string;
  unit: string;
  value: string;
  error: string | undefined;
  on_change: (value: string) => void;
}

export function ColleagueField({ id, label, unit, value, error, on_change }: Props): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const api = useApi();
  const people = useQuery({
    queryKey: ["people", unit],
    queryFn: async () =>
      (await api.get<{ items: Colleague[] }>(`/units/${encodeURIComponent(unit)}/people`)).items,
  });
  if (people.isPending) return <Loading />;
  if (people.isError) {
    return (
      <ProblemAlert problem={as_problem(people.error)} on_retry={() => void people.refetch()} />
    );
  }
  if (people.data.length === 0) return <Paragraph>{t("act.no_colleagues")}</Paragraph>;
  return (
    <Field>
      <Label>{label}</Label>
      <Select
        id={id}
        value={value}
        aria-invalid={error !== undefined}
        onChange={(event) => on_change(event.target.value)}
      >
        <Select.Option value="">–</Select.Option>
        {people.data.map((person) => (
          <Select.Option key={person.id} value={person.id}>
            {`${person.name} (${named("role", person.role)})`}
          </Select.Option>
        ))}
      </Select>
      {error !== undefined && <ValidationMessage>{error}</ValidationMessage>}
    </Field>
  );
}
