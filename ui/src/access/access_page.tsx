import { Button, Heading, Paragraph } from "@digdir/designsystemet-react";
import { useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { NamedUnit } from "../api/unit";
import { managed_units, manages } from "../session/grants";
import { usePerson } from "../session/session_context";
import { Empty } from "../shell/empty";
import { Loaded } from "../shell/loaded";
import { UnitPage } from "../unit/unit_page";
import { AreaNav } from "./area_nav";
import { GiveForm } from "./give_form";
import { GrantTable } from "./grant_table";
import { RequestList } from "./request_list";
import { useGrants } from "./use_grants";
import { useAccessRequests } from "./use_self_check";

/** Who has access to a unit, who asks for it, and giving it. */
export default function AccessPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <UnitPage title={t("access.title")} units_of={managed_units} before={<AreaNav />}>
      {(unit) => <AccessOfUnit key={unit.id} unit={unit} />}
    </UnitPage>
  );
}

function AccessOfUnit({ unit }: { unit: NamedUnit }): ReactElement {
  const { t } = useTranslation();
  const person = usePerson();
  const grants = useGrants(unit.id);
  const requests = useAccessRequests(unit.id);
  return (
    <>
      <section className="stack">
        <Heading level={2} data-size="xs">
          {t("requests.title")}
        </Heading>
        <Paragraph>{t("requests.intro")}</Paragraph>
        <Loaded query={requests} failed={t("requests.failed")} renews>
          {(items) => <RequestList requests={items} />}
        </Loaded>
      </section>
      <section className="stack">
        <Heading level={2} data-size="xs">
          {t("access.grants")}
        </Heading>
        {manages(person, unit.id) && <Giving unit={unit} />}
        <Loaded query={grants} failed={t("access.failed")}>
          {(items) =>
            items.length === 0 ? (
              <Empty title={t("access.empty")} text={t("access.empty_text")} level={3} />
            ) : (
              <GrantTable
                grants={items}
                of="unit"
                caption={t("access.caption", { unit: unit.name })}
              />
            )
          }
        </Loaded>
      </section>
    </>
  );
}

function Giving({ unit }: { unit: NamedUnit }): ReactElement {
  const { t } = useTranslation();
  const [giving, set_giving] = useState(false);
  const [given, set_given] = useState("");
  const answer = useRef<HTMLParagraphElement>(null);
  const finish = (name: string): void => {
    set_giving(false);
    set_given(name);
    answer.current?.focus();
  };
  return (
    <section className="stack screen-only">
      <p className="count" role="status" tabIndex={-1} ref={answer}>
        {given !== "" && t("access.done", { name: given })}
      </p>
      {giving ? (
        <GiveForm
          unit={unit.id}
          on_done={({ person }) => finish(person.name)}
          on_cancel={() => finish("")}
        />
      ) : (
        <div className="buttons">
          <Button
            onClick={() => {
              set_given("");
              set_giving(true);
            }}
          >
            {t("access.give")}
          </Button>
        </div>
      )}
    </section>
  );
}
