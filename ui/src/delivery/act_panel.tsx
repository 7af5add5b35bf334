import { Button, Heading, Paragraph } from "@digdir/designsystemet-react";
import { useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ActName, Delivery } from "../api/delivery";
import { ProblemAlert } from "../shell/problem_alert";
import { ActForm } from "./act_form";
import { ACT_INPUTS } from "./act_inputs";
import { act_order } from "./act_order";
import { OtherActs } from "./other_acts";
import { useActing } from "./use_delivery";

/** What can be done now: one act first, the rest behind it, each no with its reason. */
export function ActPanel({ delivery }: { delivery: Delivery }): ReactElement {
  const { t } = useTranslation();
  const acting = useActing(delivery);
  const [chosen, set_chosen] = useState<ActName | null>(null);
  const [done, set_done] = useState<ActName | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { next, others } = act_order(delivery);

  const finish = (act: ActName): void => {
    set_chosen(null);
    set_done(act);
    heading.current?.focus();
  };

  const begin = async (act: ActName): Promise<void> => {
    acting.forget_problem();
    set_done(null);
    if (ACT_INPUTS[act].length > 0) set_chosen(act);
    else if (await acting.run(act, {})) finish(act);
  };

  const cancel = (): void => {
    acting.forget_problem();
    set_chosen(null);
    heading.current?.focus();
  };

  return (
    <section className="card act-panel">
      <Heading level={2} data-size="xs" tabIndex={-1} ref={heading}>
        {t("act.heading")}
      </Heading>
      <p className="count" role="status">
        {done !== null && t("act.done", { act: t(`act.name.${done}`) })}
      </p>
      {chosen !== null ? (
        <ActForm
          key={chosen}
          act={chosen}
          delivery={delivery}
          acting={acting}
          on_done={() => finish(chosen)}
          on_cancel={cancel}
        />
      ) : (
        <div className="stack">
          {acting.problem !== null && <ProblemAlert problem={acting.problem} changing />}
          {next === undefined ? (
            others.every(({ allowed }) => !allowed) && <Paragraph>{t("act.none")}</Paragraph>
          ) : (
            <>
              <Button loading={acting.busy} onClick={() => void begin(next.name)}>
                {t(`act.name.${next.name}`)}
              </Button>
              <Paragraph data-size="sm">{t(`act.help.${next.name}`)}</Paragraph>
            </>
          )}
          <OtherActs acts={others} busy={acting.busy} on_begin={(act) => void begin(act)} />
        </div>
      )}
    </section>
  );
}
