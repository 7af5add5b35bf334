import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { css_images } from "./css_images.js";

export default defineConfig({
  base: "/app/",
  plugins: [react(), css_images()],
  build: {
    target: "es2022",
    // The policy forbids data: addresses, and every browser we support preloads modules itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": "http://localhost:8080" } },
});
