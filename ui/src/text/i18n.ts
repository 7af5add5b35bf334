import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en";
import { nb } from "./nb";

const STORED_AS = "varde.language";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof nb };
  }
}

function stored_language(): string {
  try {
    return localStorage.getItem(STORED_AS) === "en" ? "en" : "nb";
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
    return "nb";
  }
}

i18next.on("languageChanged", (language) => {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // As above.
  }
});

export const ready = i18next.use(initReactI18next).init({
  lng: stored_language(),
  fallbackLng: "nb",
  resources: { nb: { translation: nb }, en: { translation: en } },
  // React escapes what it renders.
  interpolation: { escapeValue: false },
});

export { i18next };
