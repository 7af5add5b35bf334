import { SkipLink } from "@digdir/designsystemet-react";
import { Suspense } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Outlet } from "react-router";
import { Footer } from "./footer";
import { Header } from "./header";
import { Loading } from "./loading";

export function Layout(): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <SkipLink href="#main">{t("app.skip")}</SkipLink>
      <Header />
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <Footer />
    </>
  );
}
