import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Said } from "../shell/said";

interface Props {
  /** The server's sentences, which are English. */
  sentences: string[];
  /** The same as names, which have words of their own here. */
  names: string[] | undefined;
}

/** Every reason why something may not be erased. */
export function WhyList({ sentences, names = [] }: Props): ReactElement {
  const { t, i18n } = useTranslation();
  return (
    <ul className="plain-list tight">
      {sentences.map((sentence, index) => {
        const key = `why_not.${names[index]}`;
        return (
          <li key={sentence}>
            {i18n.exists(key) ? t(key as "why_not.unread") : <Said text={sentence} />}
          </li>
        );
      })}
    </ul>
  );
}
