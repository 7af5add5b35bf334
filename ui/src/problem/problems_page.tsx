import { Button, Paragraph, Table } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ReportedProblem } from "../api/reported_problem";
import { Empty } from "../shell/empty";
import { Failed } from "../shell/failed";
import { Loading } from "../shell/loading";
import { PageHeading } from "../shell/page_heading";
import { Stale } from "../shell/stale";
import { useWords } from "../text/use_words";
import { Deadline } from "../time/deadline";
import { Instant } from "../time/instant";
import { ProblemStateTag } from "./problem_state_tag";
import { useProblems } from "./use_problems";

export default function ProblemsPage(): ReactElement {
  const { t } = useTranslation();
  const problems = useProblems();
  return (
    <div className="stack">
      <PageHeading title={t("problems.title")} />
      <Paragraph>{t("problems.intro")}</Paragraph>
      {problems.isPending && <Loading />}
      {problems.isError && problems.data === undefined && (
        <Failed
          error={problems.error}
          title={t("problems.failed")}
          on_retry={() => void problems.refetch()}
        />
      )}
      {problems.data !== undefined && (
        <>
          <Stale at={problems.dataUpdatedAt} failing={problems.isError} />
          <ProblemTable items={problems.data.pages.flatMap((page) => page.items)} />
        </>
      )}
      {problems.hasNextPage && (
        <Button
          variant="secondary"
          loading={problems.isFetchingNextPage}
          onClick={() => void problems.fetchNextPage()}
        >
          {t("inbox.more")}
        </Button>
      )}
    </div>
  );
}

function ProblemTable({ items }: { items: ReportedProblem[] }): ReactElement {
  const { t } = useTranslation();
  const columns = ["what", "raised", "unit", "due", "state"] as const;
  if (items.length === 0) {
    return <Empty title={t("problems.empty")} text={t("problems.empty_text")} />;
  }
  return (
    <>
      <p className="count" role="status">
        {t("problems.count", { count: items.length })}
      </p>
      <Table className="cards" role="table" aria-label={t("problems.caption")}>
        <Table.Head role="rowgroup">
          <Table.Row role="row">
            {columns.map((column) => (
              <Table.HeaderCell key={column} role="columnheader" scope="col">
                {t(`problems.${column}`)}
              </Table.HeaderCell>
            ))}
          </Table.Row>
        </Table.Head>
        <Table.Body role="rowgroup">
          {items.map((item) => (
            <ProblemRow key={item.id} item={item} />
          ))}
        </Table.Body>
      </Table>
    </>
  );
}

function ProblemRow({ item }: { item: ReportedProblem }): ReactElement {
  const { t } = useTranslation();
  const in_words = useWords();
  return (
    <Table.Row role="row" className={item.state === "open" ? "unopened" : undefined}>
      <Table.Cell role="cell" className="card-title">
        <Link className="ds-link" to={`/problems/${item.id}`}>
          {in_words(item.title)} <span className="nowrap">#{item.number}</span>
        </Link>
        {item.confidential && <small className="muted">{t("problems.confidential")}</small>}
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("problems.raised")}>
        <Instant at={item.raised_at} />
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("problems.unit")}>
        {item.unit?.name ?? <span className="muted">{t("problems.no_unit")}</span>}
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("problems.due")}>
        {item.next_deadline ? (
          <Deadline obligation={item.next_deadline} />
        ) : (
          <span className="muted">{t("problems.no_deadline")}</span>
        )}
      </Table.Cell>
      <Table.Cell role="cell" data-label={t("problems.state")}>
        <ProblemStateTag state={item.state} />
      </Table.Cell>
    </Table.Row>
  );
}
