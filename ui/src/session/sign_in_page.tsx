import { Alert, Button, Heading, Textfield } from "@digdir/designsystemet-react";
import { useEffect, useRef, useState } from "react";
import type { ReactElement, SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { as_problem } from "../api/problem";
import type { Problem } from "../api/problem";
import { ErrorList } from "../shell/error_list";
import { LanguageButton } from "../shell/language_button";
import { ProblemAlert } from "../shell/problem_alert";
import { useSession } from "./session_context";

interface Fault {
  field: "login" | "password";
  text: string;
}

export function SignInPage({ expired }: { expired: boolean }): ReactElement {
  const { t } = useTranslation();
  const { sign_in } = useSession();
  const [login, set_login] = useState("");
  const [password, set_password] = useState("");
  const [attempt, set_attempt] = useState(0);
  const [faults, set_faults] = useState<Fault[]>([]);
  const [problem, set_problem] = useState<Problem | null>(null);
  const [busy, set_busy] = useState(false);
  const title = t("session.title");
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    const before = document.title;
    document.title = `${title} – Varde`;
    return () => {
      document.title = before;
    };
  }, [title]);

  useEffect(() => {
    if (expired) heading.current?.focus();
  }, [expired]);

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const found: Fault[] = [];
    if (login.trim() === "") found.push({ field: "login", text: t("session.login_missing") });
    if (password === "") found.push({ field: "password", text: t("session.password_missing") });
    set_faults(found);
    set_problem(null);
    set_attempt(attempt + 1);
    if (found.length > 0) return;
    set_busy(true);
    try {
      await sign_in(login.trim(), password);
    } catch (error) {
      const failure = as_problem(error);
      if (failure.status === 401) {
        set_faults([{ field: "password", text: t("session.wrong") }]);
        set_password("");
      } else {
        set_problem(failure);
      }
      set_busy(false);
    }
  };

  const fault = (field: Fault["field"]): string | undefined =>
    faults.find((one) => one.field === field)?.text;

  return (
    <main className="sign-in">
      <div className="split">
        <strong className="brand">{t("app.name")}</strong>
        <LanguageButton />
      </div>
      <Heading level={1} data-size="md" tabIndex={-1} ref={heading}>
        {title}
      </Heading>
      {expired && <Alert data-color="info">{t("session.expired")}</Alert>}
      {faults.length > 0 && !busy && (
        <ErrorList
          key={attempt}
          errors={faults.map(({ field, text }) => ({ id: `sign-in-${field}`, text }))}
        />
      )}
      {problem !== null && <ProblemAlert problem={problem} />}
      <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
        <Textfield
          id="sign-in-login"
          label={t("session.login")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={login}
          error={fault("login")}
          onChange={(event) => set_login(event.target.value)}
        />
        <Textfield
          id="sign-in-password"
          label={t("session.password")}
          type="password"
          autoComplete="current-password"
          value={password}
          error={fault("password")}
          onChange={(event) => set_password(event.target.value)}
        />
        <Button type="submit" loading={busy}>
          {t("session.submit")}
        </Button>
      </form>
    </main>
  );
}
