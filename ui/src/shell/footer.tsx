import { Button } from "@digdir/designsystemet-react";
import { Suspense, lazy, useRef, useState } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";
import { Loading } from "./loading";

const ReportProblem = lazy(() => import("../problem/report_problem"));

/** Whatever page one is on, saying that something is wrong there is one click away. */
export function Footer(): ReactElement {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  // The page from which it was begun, wherever one goes meanwhile.
  const [page, set_page] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);

  const close = (): void => {
    set_page(null);
    // The button is back only after this.
    requestAnimationFrame(() => button.current?.focus());
  };

  return (
    <footer className="footer screen-only">
      {page === null ? (
        <Button
          variant="secondary"
          data-size="sm"
          ref={button}
          onClick={() => set_page(`/app${pathname}`)}
        >
          {t("wrong.open")}
        </Button>
      ) : (
        <Suspense fallback={<Loading />}>
          <ReportProblem page={page} on_close={close} />
        </Suspense>
      )}
    </footer>
  );
}
