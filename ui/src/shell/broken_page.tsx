import { Alert, Button, Heading, Paragraph } from "@digdir/designsystemet-react";
import { Component } from "react";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  /** Another page is another chance. */
  page: string;
  children: ReactNode;
}

interface State {
  broken_page: string | null;
}

/** Keeps a fault of one page on that page: the menu and "something is wrong here" still work. */
export class BrokenPage extends Component<Props, State> {
  override state: State = { broken_page: null };

  static getDerivedStateFromError(): Partial<State> {
    return { broken_page: "" };
  }

  static getDerivedStateFromProps({ page }: Props, { broken_page }: State): Partial<State> {
    if (broken_page === null) return {};
    return { broken_page: broken_page === "" || broken_page === page ? page : null };
  }

  override render(): ReactNode {
    return this.state.broken_page === null ? this.props.children : <Fault />;
  }
}

function Fault(): ReactElement {
  const { t } = useTranslation();
  return (
    <Alert data-color="danger" role="alert">
      <Heading level={1} data-size="xs">
        {t("app.broken")}
      </Heading>
      <Paragraph>{t("app.broken_text")}</Paragraph>
      <Button variant="secondary" onClick={() => window.location.reload()}>
        {t("app.reload")}
      </Button>
    </Alert>
  );
}
