// Makes the player of the page, the same drawing for the build of the book, and their style sheet.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "../../_build/web");
const from = (name) => join(here, "microscope", name);

const common = {
  bundle: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  target: "es2022",
};

await Promise.all([
  // One classic script: module scripts do not run on pages opened from disk.
  build({
    ...common,
    entryPoints: [from("entry-page.ts")],
    format: "iife",
    minify: true,
    outfile: join(out, "microscope.js"),
  }),
  build({
    ...common,
    entryPoints: [from("entry-build.ts")],
    format: "esm",
    platform: "neutral",
    outfile: join(out, "film.mjs"),
  }),
  build({
    ...common,
    entryPoints: [from("microscope.css")],
    minify: true,
    outfile: join(out, "microscope.css"),
  }),
]);
