import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, useState } from "react";
import type { ReactElement } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { ApiContext } from "./api/api_context";
import { ApiClient } from "./api/client";
import { as_problem } from "./api/problem";
import { InboxPage } from "./inbox/inbox_page";
import { DraftProvider } from "./report/draft_provider";
import { SessionGate } from "./session/session_gate";
import { SessionProvider } from "./session/session_provider";
import { Home } from "./shell/home";
import { Layout } from "./shell/layout";
import { NotFound } from "./shell/not_found";
import { i18next } from "./text/i18n";

const AccessPage = lazy(() => import("./access/access_page"));
const BalancePage = lazy(() => import("./balance/balance_page"));
const CellPage = lazy(() => import("./coverage/cell_page"));
const ContactsPage = lazy(() => import("./contact/contacts_page"));
const CoveragePage = lazy(() => import("./coverage/coverage_page"));
const DeliveryPage = lazy(() => import("./delivery/delivery_page"));
const DrillsPage = lazy(() => import("./drill/drills_page"));
const DutyPage = lazy(() => import("./duty/duty_page"));
const EscalationsPage = lazy(() => import("./escalation/escalations_page"));
const HandoverPage = lazy(() => import("./handover/handover_page"));
const NoticePage = lazy(() => import("./scope/notice_page"));
const ObligationsPage = lazy(() => import("./obligation/obligations_page"));
const PersonPage = lazy(() => import("./access/person_page"));
const ProblemPage = lazy(() => import("./problem/problem_page"));
const ProblemsPage = lazy(() => import("./problem/problems_page"));
const ReadbackPage = lazy(() => import("./readback/readback_page"));
const ReconciliationPage = lazy(() => import("./reconciliation/reconciliation_page"));
const ReportPage = lazy(() => import("./report/report_page"));
const ReceiptPage = lazy(() => import("./report/receipt_page"));
const RetentionPage = lazy(() => import("./retention/retention_page"));
const ScopePage = lazy(() => import("./scope/scope_page"));
const SelfCheckPage = lazy(() => import("./access/self_check_page"));
const SentPage = lazy(() => import("./report/sent_page"));
const SilencePage = lazy(() => import("./drill/silence_page"));
const StatusPage = lazy(() => import("./report/status_page"));
const WhatIfPage = lazy(() => import("./coverage/what_if_page"));

const READ_RETRIES = 2;

function new_query_client(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Only a missing answer may turn out otherwise; a refusal stays one.
        retry: (count, error) => count < READ_RETRIES && as_problem(error).cause === "unreachable",
      },
    },
  });
}

export function App(): ReactElement {
  const [queries] = useState(new_query_client);
  const [api] = useState(() => new ApiClient(i18next.language));
  return (
    <QueryClientProvider client={queries}>
      <ApiContext.Provider value={api}>
        <BrowserRouter basename="/app">
          <SessionProvider>
            <SessionGate>
              <DraftProvider>
                <Routes>
                  <Route element={<Layout />}>
                    <Route index element={<Home />} />
                    <Route path="inbox" element={<InboxPage />} />
                    <Route path="deliveries/:id" element={<DeliveryPage />} />
                    <Route path="obligations" element={<ObligationsPage />} />
                    <Route path="escalations" element={<EscalationsPage />} />
                    <Route path="duty" element={<DutyPage />} />
                    <Route path="handover" element={<HandoverPage />} />
                    <Route path="coverage" element={<CoveragePage />} />
                    <Route path="coverage/:unit/:kind" element={<CellPage />} />
                    <Route path="can-i-open" element={<SelfCheckPage />} />
                    <Route path="access" element={<AccessPage />} />
                    <Route path="people/:id" element={<PersonPage />} />
                    <Route path="what-if" element={<WhatIfPage />} />
                    <Route path="retention" element={<RetentionPage />} />
                    <Route path="scope" element={<ScopePage />} />
                    <Route path="scope/notice" element={<NoticePage />} />
                    <Route path="balance" element={<BalancePage />} />
                    <Route path="reconciliation" element={<ReconciliationPage />} />
                    <Route path="readback" element={<ReadbackPage />} />
                    <Route path="drills" element={<DrillsPage />} />
                    <Route path="silence" element={<SilencePage />} />
                    <Route path="problems" element={<ProblemsPage />} />
                    <Route path="problems/:id" element={<ProblemPage />} />
                    <Route path="contacts" element={<ContactsPage />} />
                    <Route path="report" element={<ReportPage />} />
                    <Route path="report/receipt" element={<ReceiptPage />} />
                    <Route path="reports" element={<SentPage />} />
                    <Route path="reports/:id" element={<StatusPage />} />
                    <Route path="*" element={<NotFound />} />
                  </Route>
                </Routes>
              </DraftProvider>
            </SessionGate>
          </SessionProvider>
        </BrowserRouter>
      </ApiContext.Provider>
    </QueryClientProvider>
  );
}
