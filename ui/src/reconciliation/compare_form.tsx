import { Button, Field, Heading, Input, Label, Paragraph } from "@digdir/designsystemet-react";
import { Textfield } from "@digdir/designsystemet-react";
import { useState } from "react";
import type { ChangeEvent, ReactElement, SubmitEvent } from "react";
import type { ListedRow, NewReconciliation, Reconciliation } from "../api/reconciliation";
import { useChange } from "../api/use_change";
import { ErrorList } from "../shell/error_list";
import { ProblemAlert } from "../shell/problem_alert";
import { useClock } from "../time/use_clock";
import { faults_in_words, read_file, request_of, window_of, with_lines } from "./comparing";
import { read_list } from "./listed_rows";
import { useReconciliationTexts } from "./texts";

interface Props {
  /** Empty: the organisation's own list. */
  unit: string;
  on_done: (result: Reconciliation, rows: ListedRow[]) => void;
}

const FILE_ID = "list-file";
const LIST_ID = "list";
const FROM_ID = "list-from";
const ROWS = 6;

/** A list from a file or pasted; it is read here, so that faults are told by line at once. */
export function CompareForm({ unit, on_done }: Props): ReactElement {
  const text = useReconciliationTexts();
  const { zone } = useClock();
  const changing = useChange();
  const [list, set_list] = useState("");
  const [from, set_from] = useState("");
  const [until, set_until] = useState("");
  const [errors, set_errors] = useState<{ id: string; text: string }[]>([]);
  const [attempt, set_attempt] = useState(0);
  const [rows, set_rows] = useState<ListedRow[]>([]);

  const fail = (found: { id: string; text: string }[]): void => {
    set_errors(found);
    set_attempt((before) => before + 1);
  };
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    if (file === undefined) return;
    const read = await read_file(file);
    if ("fault" in read) return fail([{ id: FILE_ID, text: text[read.fault] }]);
    fail([]);
    set_list(read.text);
  };
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const read = read_list(list);
    const window = window_of(from, until, zone);
    const found = [
      ...faults_in_words(read.faults, text).map((words) => ({ id: LIST_ID, text: words })),
      ...(window === undefined ? [{ id: FROM_ID, text: text.window_wrong }] : []),
    ];
    fail(found);
    if (found.length > 0 || window === undefined) return changing.forget_problem();
    set_rows(read.rows);
    const body: NewReconciliation = request_of(unit, window, read.rows);
    const result = await changing.post<Reconciliation>("/reconciliations", body);
    if (result !== undefined) on_done(result, read.rows);
  };

  return (
    <form className="card screen-only" noValidate onSubmit={(event) => void submit(event)}>
      <Heading level={2} data-size="xs">
        {text.form}
      </Heading>
      {errors.length > 0 && <ErrorList key={attempt} errors={errors} />}
      {changing.problem !== null && (
        <ProblemAlert
          problem={with_lines(changing.problem, rows, text)}
          title={text.failed}
          changing
        />
      )}
      <Field>
        <Label>{text.file}</Label>
        <Field.Description>{unit === "" ? text.file_hint : text.file_hint_unit}</Field.Description>
        <Input
          id={FILE_ID}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={(event) => void choose(event)}
        />
      </Field>
      <Textfield
        id={LIST_ID}
        multiline
        rows={ROWS}
        label={text.paste}
        spellCheck={false}
        autoComplete="off"
        value={list}
        onChange={(event) => set_list(event.target.value)}
      />
      <div className="filter-grid">
        <Textfield
          id={FROM_ID}
          type="datetime-local"
          label={text.from}
          value={from}
          onChange={(event) => set_from(event.target.value)}
        />
        <Textfield
          type="datetime-local"
          label={text.until}
          value={until}
          onChange={(event) => set_until(event.target.value)}
        />
      </div>
      <Paragraph data-size="sm">{text.window_hint}</Paragraph>
      <div className="buttons">
        <Button type="submit" loading={changing.busy}>
          {text.submit}
        </Button>
      </div>
    </form>
  );
}
