import { Button } from "@digdir/designsystemet-react";
import { useEffect, useRef, useState } from "react";
import type { ReactElement } from "react";

interface Props {
  /** What it does, and to what, for those who hear the button alone. */
  label: string;
  variant?: "secondary" | "tertiary";
  sure: string;
  keep: string;
  about: string;
  busy: boolean;
  on_confirm: () => void;
}

/** A button that asks once more, in its own place. */
export function ConfirmButton(props: Props): ReactElement {
  const { label, variant = "tertiary", sure, keep, about, busy, on_confirm } = props;
  const [asking, set_asking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const kept = useRef(false);

  // Whoever keeps it is back where they asked.
  useEffect(() => {
    if (!asking && kept.current) button.current?.focus();
    kept.current = false;
  }, [asking]);

  const keep_it = (): void => {
    kept.current = true;
    set_asking(false);
  };

  if (!asking) {
    return (
      <Button
        variant={variant}
        data-size="sm"
        ref={button}
        aria-label={`${label}: ${about}`}
        onClick={() => set_asking(true)}
      >
        {label}
      </Button>
    );
  }
  return (
    <span className="buttons">
      <Button data-size="sm" data-color="danger" autoFocus loading={busy} onClick={on_confirm}>
        {sure}
      </Button>
      <Button variant="tertiary" data-size="sm" onClick={keep_it}>
        {keep}
      </Button>
    </span>
  );
}
