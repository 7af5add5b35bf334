import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Obligation } from "../api/delivery";
import { useNamed } from "../text/use_named";

type Rule = Pick<Obligation, "source" | "own" | "assumed">;

/** Where a deadline comes from: the law or a limit of our own, and what is not known yet. */
export function RuleNotes({ source, own, assumed = [] }: Rule): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  const facts = assumed.map((fact) => named("assumption", fact)).join(", ");
  return (
    <span className="rule-notes">
      {own === true ? (
        <small>{t("obligations.own")}</small>
      ) : (
        source && <small>{source}</small>
      )}
      {facts !== "" && <small>{t("obligations.assumed", { facts })}</small>}
    </span>
  );
}
