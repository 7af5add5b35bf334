// Fails the build when the first load grows past its budget or when the output would break our
// content security policy (inline code, data: addresses, foreign origins).
import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const FIRST_LOAD_BYTES = 230 * 1024;
const PUBLIC_CSS_BYTES = 12 * 1024;
const dist = new URL("./dist/", import.meta.url);

const read = (path) => readFileSync(new URL(path, dist));
const zipped = (path) => gzipSync(read(path), { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

const page = read("index.html").toString();
const first = [...page.matchAll(/(?:src|href)="\/app\/([^"]+\.(?:js|css))"/g)].map((m) => m[1]);
const first_load = zipped("index.html") + first.reduce((sum, path) => sum + zipped(path), 0);
const public_css = read("public.css").length;
const styles = readdirSync(new URL("assets/", dist)).filter((name) => name.endsWith(".css"));

const failures = [
  [first.length < 2, "index.html names no script or no stylesheet"],
  [first_load > FIRST_LOAD_BYTES, `first load is above ${kilobytes(FIRST_LOAD_BYTES)} gzip`],
  [public_css > PUBLIC_CSS_BYTES, `public.css is above ${kilobytes(PUBLIC_CSS_BYTES)}`],
  [/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/.test(page), "index.html has inline code"],
  [/(?:src|href)="(?:https?:)?\/\//.test(page), "index.html names a foreign origin"],
  ...styles.map((name) => [
    /url\(["']?(?:data:|https?:|\/\/)|@import/.test(read(`assets/${name}`).toString()),
    `${name} names a data: or foreign address`,
  ]),
].filter(([failed]) => failed);

console.log(`first load ${kilobytes(first_load)} gzip of ${kilobytes(FIRST_LOAD_BYTES)}`);
console.log(`public.css ${kilobytes(public_css)} of ${kilobytes(PUBLIC_CSS_BYTES)}`);
for (const [, reason] of failures) console.error(`failed: ${reason}`);
process.exit(failures.length === 0 ? 0 : 1);
