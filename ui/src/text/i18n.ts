import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { nb } from "./nb";

const STORED_AS = "varde.language";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof nb };
  }
}

export type Language = "nb" | "en";

function stored_language(): Language {
  try {
    return localStorage.getItem(STORED_AS) === "en" ? "en" : "nb";
  } catch {
    // Storage can be forbidden; the choice then lasts as long as the page.
    return "nb";
  }
}

/** English comes in a file of its own, so that nobody waits for texts of another language. */
async function load(language: Language): Promise<void> {
  if (language === "nb" || i18next.hasResourceBundle(language, "translation")) return;
  i18next.addResourceBundle(language, "translation", (await import("./en")).en);
}

export async function change_language(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
}

i18next.on("languageChanged", (language) => {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(STORED_AS, language);
  } catch {
    // As above.
  }
});

async function begin(): Promise<void> {
  // Before the start announces Bokmål, which would be stored as the choice.
  const language = stored_language();
  await i18next.use(initReactI18next).init({
    lng: "nb",
    fallbackLng: "nb",
    resources: { nb: { translation: nb } },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  // Without its texts the page is better in Bokmål than not there at all.
  if (language !== "nb") await change_language(language).catch(() => undefined);
}

export const ready = begin();

export { i18next };
