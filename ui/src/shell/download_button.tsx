import { Button } from "@digdir/designsystemet-react";
import type { ReactElement, ReactNode } from "react";

interface Props {
  file_name: string;
  text: string;
  children: ReactNode;
  /** In lists, where there are many. */
  small?: boolean;
}

/** Saves text that the page already has. */
export function DownloadButton({ file_name, text, children, small = true }: Props): ReactElement {
  const save = (): void => {
    const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = file_name;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button variant="secondary" {...(small ? { "data-size": "sm" } : {})} onClick={save}>
      {children}
    </Button>
  );
}
