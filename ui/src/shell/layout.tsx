import { SkipLink } from "@digdir/designsystemet-react";
import { Suspense } from "react";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation } from "react-router";
import { BrokenPage } from "./broken_page";
import { Footer } from "./footer";
import { Header } from "./header";
import { Loading } from "./loading";

export function Layout(): ReactElement {
  const { t } = useTranslation();
  const { key } = useLocation();
  return (
    <>
      <SkipLink href="#main">{t("app.skip")}</SkipLink>
      <Header />
      <main id="main" tabIndex={-1}>
        <BrokenPage page={key}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </BrokenPage>
      </main>
      <Footer />
    </>
  );
}
