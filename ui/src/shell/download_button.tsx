import { Button } from "@digdir/designsystemet-react";
import type { ReactElement, ReactNode } from "react";

interface Props {
  file_name: string;
  text: string;
  children: ReactNode;
  size?: "sm" | "md";
}

/** Saves text that the page already has. */
export function DownloadButton({ file_name, text, children, size = "sm" }: Props): ReactElement {
  const save = (): void => {
    const address = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = file_name;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <Button variant="secondary" data-size={size} onClick={save}>
      {children}
    </Button>
  );
}
