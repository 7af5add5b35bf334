import { Alert } from "@digdir/designsystemet-react";
import type { ReactElement } from "react";
import { filled } from "../text/page_texts";
import { useScopeTexts } from "./texts";

/** Says that the counts do not hold the newest events yet; nothing where they do. */
export function BehindNote({ behind = 0 }: { behind: number | undefined }): ReactElement | null {
  const text = useScopeTexts();
  if (behind <= 0) return null;
  return <Alert data-color="danger">{filled(text.behind, { count: behind })}</Alert>;
}
