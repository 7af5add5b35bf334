import { Heading, Table } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Cell } from "../api/coverage";
import { manages_access } from "../session/grants";
import { usePerson } from "../session/session_context";
import { CardCell, CardTable } from "../shell/card_table";
import { useNamed } from "../text/use_named";
import { Instant } from "../time/instant";

/** A person's name; a link for those who may look at a person's access. */
export function PersonLink({ id, name }: { id: string; name: string }): ReactElement {
  const person = usePerson();
  if (!manages_access(person)) return <span>{name}</span>;
  return (
    <Link className="ds-link" to={`/people/${encodeURIComponent(id)}`}>
      {name}
    </Link>
  );
}

/** By name: who can open it and why, with what speaks for it; and who cannot, and why not. */
export function PeopleLists({ people, unable }: Pick<Cell, "people" | "unable">): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const columns = ["person", "why", "last_used", "contact"] as const;
  return (
    <>
      <section className="card">
        <Heading level={2} data-size="xs">
          {t("coverage.who_can")}
        </Heading>
        {people.length === 0 ? (
          <p>
            <strong>{t("coverage.nobody")}</strong>
          </p>
        ) : (
          <CardTable
            columns={columns.map((column) => t(`coverage.${column}`))}
            caption={t("coverage.who_can")}
          >
            {people.map(({ id, name, role, why, last_used, contact }) => (
              <Table.Row role="row" key={`${id} ${role}`}>
                <Table.Cell role="cell" className="card-title">
                  <PersonLink id={id} name={name} /> <small>{named("role", role)}</small>
                </Table.Cell>
                <CardCell label={t("coverage.why")}>{why}</CardCell>
                <CardCell label={t("coverage.last_used")}>
                  {last_used ? <Instant at={last_used} /> : t("coverage.never_used")}
                </CardCell>
                <CardCell label={t("coverage.contact")}>{named("contact", contact)}</CardCell>
              </Table.Row>
            ))}
          </CardTable>
        )}
      </section>
      {unable.length > 0 && (
        <section className="card">
          <Heading level={2} data-size="xs">
            {t("coverage.who_cannot")}
          </Heading>
          <ul className="plain-list">
            {unable.map(({ id, name, why }) => (
              <li key={`${id} ${why}`}>
                <PersonLink id={id} name={name} />: {why}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
