import { Heading, Paragraph, Table, Tag } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import type { Account } from "../api/scope";
import { CardCell, CardTable } from "../shell/card_table";
import { Loaded } from "../shell/loaded";
import { StatesWords } from "./states_words";
import { useScopeTexts } from "./texts";
import { useBalance } from "./use_scope";

/** What came in, and what it sums up to, for each sender and each recipient. */
export function BalanceSection(): ReactElement {
  const text = useScopeTexts();
  const balance = useBalance();
  return (
    <section className="stack" aria-labelledby="balance">
      <Heading level={2} id="balance">
        {text.balance}
      </Heading>
      <Paragraph>{text.balance_intro}</Paragraph>
      <Loaded query={balance} failed={text.balance_failed}>
        {({ balanced, last_struck, recipients, senders }) => (
          <>
            <p>
              <Verdict well={balanced && (last_struck?.faults ?? 0) === 0} />
            </p>
            {recipients.length > 0 && <Accounts title={text.recipients} accounts={recipients} />}
            {senders.length > 0 && <Accounts title={text.senders} accounts={senders} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

/** The present sums, and the last time the events were held against the tables. */
function Verdict({ well }: { well: boolean }): ReactElement {
  const text = useScopeTexts();
  return (
    <Tag data-color={well ? "success" : "danger"}>{well ? text.balanced : text.broken}</Tag>
  );
}

function Accounts({ title, accounts }: { title: string; accounts: Account[] }): ReactElement {
  const text = useScopeTexts();
  return (
    <CardTable columns={[title, text.came, text.sum, text.states]} caption={title}>
      {accounts.map((account) => (
        <Table.Row role="row" key={account.id}>
          <Table.HeaderCell role="rowheader" scope="row" className="card-title">
            {account.name ?? (account.id === "public" ? text.public : account.id)}
          </Table.HeaderCell>
          <CardCell label={text.came}>{account.accepted + (account.taken_over ?? 0)}</CardCell>
          <CardCell label={text.sum}>{account.sum}</CardCell>
          <CardCell label={text.states}>
            <StatesWords states={account.states} />
          </CardCell>
        </Table.Row>
      ))}
    </CardTable>
  );
}
