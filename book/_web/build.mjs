// Makes the scripts of the pages and their style sheets, and for the build of the book the drawing of recordings.
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "../../_build/web");

const common = {
  bundle: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  target: "es2022",
  write: false,
};
// Classic scripts: module scripts do not run on pages opened from disk.
const script = { ...common, format: "iife", minify: true };

/** Returns what `source` becomes under the name `name`. */
async function made(name, source, options) {
  const { outputFiles } = await build({
    ...options,
    entryPoints: [join(here, source)],
    outfile: join(out, name),
  });
  return [name, outputFiles[0].contents];
}

const style = { ...common, minify: true };
const later = await Promise.all([
  made("microscope.js", "microscope/entry-page.ts", script),
  made("microscope.css", "microscope/microscope.css", style),
  made("editor.js", "editor/entry.ts", script),
  made("editor.css", "editor/editor.css", style),
  made("exercise.js", "practice/exercise.ts", script),
  made("exercise.css", "practice/exercise.css", style),
  made("live.js", "live/entry.ts", script),
  made("live-worker.js", "live/worker.ts", script),
  made("practice.js", "practice/entry.ts", script),
  made("progress.js", "progress/entry.ts", script),
  made("sw.js", "offline/worker.ts", script),
  made("unpack.js", "offline/unpack.ts", script),
]);
// Scripts are asked for by the digest of what they may load, so that none meets one of another build.
const digest = createHash("sha256");
for (const [, content] of later) digest.update(content);
const define = { BUILD: JSON.stringify(digest.digest("hex").slice(0, 8)) };
const files = [
  ...later,
  await made("book.js", "page/entry.ts", { ...script, define }),
  await made("film.mjs", "microscope/entry-build.ts", { ...common, format: "esm", platform: "neutral" }),
];

mkdirSync(out, { recursive: true });
for (const [name, content] of files) writeFileSync(join(out, name), content);
