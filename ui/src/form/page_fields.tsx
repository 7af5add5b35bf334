import { Button, Fieldset } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { Content, FormPage } from "../api/kind";
import type { Missing } from "./answers";
import { ChoiceField } from "./choice_field";
import { list_at, path_in, value_at } from "./paths";
import { TextField } from "./text_field";

interface Props {
  page: FormPage;
  content: Content;
  missing: Missing[];
  on_change: (path: string, value: unknown) => void;
}

/** The questions of one page, once or once for each element of its list. */
export function PageFields({ page, content, missing, on_change }: Props): ReactElement {
  const { t } = useTranslation();

  const fields = (index: number): ReactElement[] =>
    page.fields.map((field) => {
      const path = path_in(page, field, index);
      const Field = /^(choice|choices|yes_no)$/.test(field.type) ? ChoiceField : TextField;
      const lacks = missing.some((one) => one.path === path);
      const error = lacks ? t("form.missing", { label: field.label }) : undefined;
      const value = value_at(content, path);
      return <Field key={path} {...{ field, path, value, error, on_change }} />;
    });

  const repeat = page.repeat;
  if (!repeat) return <div className="stack">{fields(0)}</div>;

  const given = list_at(content, page);
  const list = given.length === 0 ? [{}] : given;
  const remove = (index: number): void => on_change(repeat, list.toSpliced(index, 1));
  return (
    <div className="stack">
      {list.map((_element, index) => (
        // Elements have no identity of their own; every input is controlled, so the index serves.
        <Fieldset className="repeated" key={index}>
          {list.length > 1 && (
            <Fieldset.Legend>{`${page.title} ${index + 1}`}</Fieldset.Legend>
          )}
          {fields(index)}
          {list.length > 1 && (
            <Button variant="tertiary" data-color="danger" onClick={() => remove(index)}>
              {t("form.remove", { name: `${page.title} ${index + 1}` })}
            </Button>
          )}
        </Fieldset>
      ))}
      <Button variant="secondary" onClick={() => on_change(repeat, [...list, {}])}>
        {t("form.add")}
      </Button>
    </div>
  );
}
