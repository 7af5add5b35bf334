import { Alert, Heading, Paragraph, Table, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import type { Account, Balance } from "../api/scope";
import { StatesWords } from "../scope/states_words";
import { CardCell, CardTable } from "../shell/card_table";
import { Empty } from "../shell/empty";
import { Said } from "../shell/said";
import { filled } from "../text/page_texts";
import { exact_instant } from "../time/words";
import { useClock } from "../time/use_clock";
import { came_to, faults_of, is_off } from "./question";
import type { Fault } from "./question";
import { useBalanceTexts } from "./texts";

/** The verdict first: green only where sums, last strike and book are well. */
export function BalanceAnswer({ balance }: { balance: Balance }): ReactElement {
  const text = useBalanceTexts();
  const clock = useClock();
  const { senders, recipients, last_struck } = balance;
  const words = (at: string): string => exact_instant(new Date(at), clock);
  return (
    <>
      <Verdict balance={balance} />
      <Paragraph>
        {filled(text.at, { at: words(balance.as_at), count: balance.events })}{" "}
        {last_struck === undefined
          ? text.never_struck
          : filled(text.last_struck, { at: words(last_struck.at) })}
      </Paragraph>
      {senders.length + recipients.length === 0 && (
        <Empty title={text.nothing} text={text.nothing_text} />
      )}
      {recipients.length > 0 && <Accounts title={text.recipients} accounts={recipients} />}
      {senders.length > 0 && <Accounts title={text.senders} accounts={senders} />}
    </>
  );
}

function Verdict({ balance }: { balance: Balance }): ReactElement {
  const text = useBalanceTexts();
  const { now } = useClock();
  const { behind, last_struck } = balance;
  const faults = faults_of(balance, now);
  if (faults.length === 0) {
    // The sums alone do not make it green: nobody has held them against the tables.
    if (last_struck === undefined) return <Alert data-color="info">{text.not_struck}</Alert>;
    return <Alert data-color="success">{text.balanced}</Alert>;
  }
  const words: Record<Fault, string> = {
    sums: text.sums,
    struck: filled(text.struck, { count: last_struck?.faults ?? 0 }),
    stalled: text.stalled,
    behind: filled(text.behind, { count: behind ?? 0 }),
  };
  const only_late = faults.every((fault) => fault === "behind" || fault === "stalled");
  return (
    <Alert data-color="danger">
      <Heading level={2} data-size="2xs">
        {only_late ? text.late : text.broken}
      </Heading>
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{words[fault]}</li>
        ))}
        {(balance.faults ?? []).map((fault) => (
          <li key={fault}>
            <Said text={fault} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Accounts({ title, accounts }: { title: string; accounts: Account[] }): ReactElement {
  const text = useBalanceTexts();
  return (
    <section className="stack">
      <Heading level={2} data-size="xs">
        {title}
      </Heading>
      <CardTable
        columns={[title, text.came, text.sum, text.verdict, text.states]}
        caption={title}
      >
        {accounts.map((account) => (
          <Table.Row role="row" key={account.id} className={is_off(account) ? "off" : undefined}>
            <Table.HeaderCell role="rowheader" scope="row" className="card-title">
              {account.name ?? (account.id === "public" ? text.public : account.id)}
            </Table.HeaderCell>
            <CardCell label={text.came}>{came_to(account)}</CardCell>
            <CardCell label={text.sum}>{account.sum}</CardCell>
            <CardCell label={text.verdict}>
              {is_off(account) ? <Tag data-color="danger">{text.no}</Tag> : text.yes}
            </CardCell>
            <CardCell label={text.states}>
              <StatesWords states={account.states} />
            </CardCell>
          </Table.Row>
        ))}
      </CardTable>
    </section>
  );
}
