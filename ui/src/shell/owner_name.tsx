import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Owner } from "../api/delivery";
import { useNamed } from "../text/use_named";

export function OwnerName({ owner }: { owner: Owner | undefined }): ReactElement {
  const { t } = useTranslation();
  const named = useNamed();
  if (owner === undefined) return <span className="muted">{t("inbox.no_owner")}</span>;
  const role = named("role", owner.role);
  if (owner.name === undefined || owner.name === "") return <span>{role}</span>;
  return (
    <span>
      {owner.name} <small className="muted">{role}</small>
    </span>
  );
}
