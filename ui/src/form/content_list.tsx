import { Heading } from "@digdir/designsystemet-react";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ContentRow, ContentSection } from "./content_sections";

interface Props {
  sections: ContentSection[];
  /** Level of the sections' headings on the page. */
  level: 2 | 3;
  /** What stands beside a section's heading, such as a way to change its answers. */
  aside?: (section: ContentSection) => ReactNode;
}

/** Answers as a summary list: question, then the text exactly as it was written. */
export function ContentList({ sections, level, aside }: Props): ReactElement {
  return (
    <>
      {sections.map((section) => (
        <section key={section.id} className="content-section">
          <div className="split">
            <Heading level={level} data-size="2xs">
              {section.title}
            </Heading>
            {aside?.(section)}
          </div>
          <dl className="summary">
            {section.rows.map((row) => (
              <Row key={row.path} row={row} />
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}

function Row({ row }: { row: ContentRow }): ReactElement {
  const { t } = useTranslation();
  return (
    <div>
      <dt>{row.label}</dt>
      {row.answers.length === 0 && <dd className="muted">{t("form.not_provided")}</dd>}
      {row.answers.map((answer, index) => (
        // Two answers may have the same words.
        <dd key={index} dir="auto">
          {answer}
        </dd>
      ))}
    </div>
  );
}
