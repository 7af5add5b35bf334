import { Button, Heading, Paragraph } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { NamedUnit } from "../api/unit";
import { ObligationGroups } from "../obligation/obligation_groups";
import { inbox_units } from "../session/grants";
import { usePerson } from "../session/session_context";
import { Empty } from "../shell/empty";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { Instant } from "../time/instant";
import { useClock } from "../time/use_clock";
import { exact_instant } from "../time/words";
import { UnitPage } from "../unit/unit_page";
import { NoteForm } from "./note_form";
import { useHandovers } from "./use_handovers";

/** From one on duty to the next: notes, and beside them all that is still open. */
export default function HandoverPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <UnitPage title={t("handover.title")} units_of={inbox_units} own_only>
      {(unit) => (
        <>
          <div className="split">
            <Paragraph>{t("handover.intro")}</Paragraph>
            <Button
              className="screen-only"
              variant="secondary"
              data-size="sm"
              onClick={() => window.print()}
            >
              {t("handover.print")}
            </Button>
          </div>
          <Printed unit={unit} />
          <NoteForm key={`write ${unit.id}`} unit={unit.id} />
          <Notes key={unit.id} unit={unit} />
          <section className="stack">
            <Heading level={2} data-size="sm">
              {t("handover.open")}
            </Heading>
            <ObligationGroups unit={unit} level={3} />
          </section>
        </>
      )}
    </UnitPage>
  );
}

/** Paper must say of what, when and by whom it was printed. */
function Printed({ unit }: { unit: NamedUnit }): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const clock = useClock();
  const when = exact_instant(clock.now, clock);
  return (
    <p className="print-only">
      {t("handover.printed", { unit: unit.name, when, name: person.name })}
    </p>
  );
}

function Notes({ unit }: { unit: NamedUnit }): ReactElement {
  const { t } = useTranslation();
  const notes = useHandovers(unit.id);
  if (notes.isPending) return <Loading />;
  if (notes.data === undefined) {
    const retry = (): void => void notes.refetch();
    return <Failed error={notes.error} title={t("handover.failed")} on_retry={retry} />;
  }
  const items = notes.data.pages.flatMap((page) => page.items);
  return (
    <section className="stack">
      <Heading level={2} data-size="sm">
        {t("handover.notes")}
      </Heading>
      {items.length === 0 && (
        <Empty level={3} title={t("handover.empty")} text={t("handover.empty_text")} />
      )}
      <ul className="plain-list">
        {items.map(({ id, at, by, text }) => (
          <li key={id} className="card note">
            <p className="verbatim" dir="auto">
              {text}
            </p>
            <p className="muted">
              {by.name}, <Instant at={at} />
            </p>
          </li>
        ))}
      </ul>
      {notes.hasNextPage && (
        <Button
          className="screen-only"
          variant="secondary"
          loading={notes.isFetchingNextPage}
          onClick={() => void notes.fetchNextPage()}
        >
          {t("handover.older")}
        </Button>
      )}
    </section>
  );
}
