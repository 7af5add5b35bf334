// Moves images that a stylesheet carries as data: addresses into files of their own, because our
// content security policy allows images from our own origin only.
import { createHash } from "node:crypto";

const DATA_IMAGE = /url\((["']?)data:image\/svg\+xml(?:;charset=[\w-]+|;utf8)?,(.*?)\1\)/gs;

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function css_images() {
  return {
    name: "css-images",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "asset" || !file.fileName.endsWith(".css")) continue;
        file.source = String(file.source).replace(DATA_IMAGE, (_match, _quote, text) => {
          const source = decoded(text.replaceAll('\\"', '"').replaceAll("\\'", "'"));
          const name = createHash("sha256").update(source).digest("hex").slice(0, 8);
          this.emitFile({ type: "asset", fileName: `assets/mark-${name}.svg`, source });
          return `url(mark-${name}.svg)`;
        });
      }
    },
  };
}
