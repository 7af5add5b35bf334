import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Loading } from "../shell/loading";
import { ProblemAlert } from "../shell/problem_alert";
import { useSession } from "./session_context";
import { SignInPage } from "./sign_in_page";

/**
 * Shows the pages to whoever is signed in. When a session runs out the page stays mounted but
 * hidden behind the sign-in page, so that nothing typed is lost; another person gets a fresh one.
 */
export function SessionGate({ children }: { children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const { state, look_again } = useSession();
  if (state.name === "unknown") return <Loading />;
  if (state.name === "failed") {
    const title = t("session.unknown");
    return (
      <main className="sign-in">
        <ProblemAlert problem={state.problem} title={title} on_retry={look_again} />
      </main>
    );
  }
  const signed_out = state.name === "signed_out";
  return (
    <>
      {signed_out && <SignInPage expired={state.person !== null} />}
      {state.person !== null && (
        <div key={state.person.id} hidden={signed_out}>
          {children}
        </div>
      )}
    </>
  );
}
