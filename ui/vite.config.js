import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { css_images } from "./css_images.js";

/** The design system's index names it, and its package does not say that an unused part may go. */
const UNUSED = /designsystemet-react\/dist\/esm\/components\/Combobox\//;

export default defineConfig({
  base: "/app/",
  plugins: [react(), css_images()],
  build: {
    target: "es2022",
    // The policy forbids data: addresses, and every browser we support preloads modules itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => (UNUSED.test(id) ? false : undefined) },
    },
  },
  server: { proxy: { "/api": "http://localhost:8080" } },
});
