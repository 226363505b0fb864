// Serves the runner's jobs on a CPython that is compiled to WebAssembly, under Node.
// usage: node pinned.mjs PACKAGE PROGRESS_FILE   (jobs on standard input, results on standard output)
import { createRequire } from "node:module";
import { openSync, readFileSync, readSync, readdirSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [, , packageName, progressFile] = process.argv;
const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const entry = createRequire(import.meta.url).resolve(`${packageName}/pyodide.mjs`);
const { loadPyodide } = await import(pathToFileURL(entry).href);

const python = await loadPyodide({ env: { HOME: "/home/reader", NO_COLOR: "1" } });
let outside = 0; // bytes that blocks wrote past sys.stdout and sys.stderr
const count = { write: (bytes) => ((outside += bytes.length), bytes.length) };
python.setStdout(count);
python.setStderr(count);

// The runner and gentools are copied, not mounted: blocks can't touch the checkout.
function copyPackage(folder, target) {
  python.FS.mkdirTree(target);
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const from = join(folder, item.name);
    if (item.isFile() && /\.(py|schema\.json)$/.test(item.name)) {
      python.FS.writeFile(`${target}/${item.name}`, readFileSync(from));
    } else if (item.isDirectory() && !item.name.includes("-") && !item.name.startsWith("__")) {
      copyPackage(from, `${target}/${item.name}`);
    }
  }
}
for (const name of ["snippets", "gentools"]) copyPackage(join(root, name), `/book/${name}`);

const progress = openSync(progressFile, "w");
function note(...numbers) {
  writeSync(progress, numbers.map((number) => String(number).padStart(10)).join(" "), 0);
}

const chunk = Buffer.alloc(65536);
let waiting = Buffer.alloc(0);
function readLine() {
  for (;;) {
    const end = waiting.indexOf(10);
    if (end >= 0) {
      const line = waiting.subarray(0, end).toString("utf-8");
      waiting = waiting.subarray(end + 1);
      return line;
    }
    let count = 0;
    try {
      count = readSync(0, chunk);
    } catch (error) {
      if (error.code === "EAGAIN") continue;
      if (error.code !== "EOF") throw error;
    }
    if (count === 0) return null;
    waiting = Buffer.concat([waiting, chunk.subarray(0, count)]);
  }
}

function emit(text) {
  const bytes = Buffer.from(`${text}\n`, "utf-8");
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

const bridge = { readLine, emit, note, size: () => outside };
python.registerJsModule("book_bridge", bridge);
python.runPython(`
import sys
sys.path.insert(0, "/book")
from book_bridge import emit, note, readLine, size
from snippets.worker import serve
serve(iter(readLine, None), emit, note, size)
`);
