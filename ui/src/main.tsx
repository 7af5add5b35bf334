import "@digdir/designsystemet-css";
import "@digdir/designsystemet-css/theme";
import "./app.css";
import "./parts.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import { ready } from "./text/i18n";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

void ready.then(() =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
