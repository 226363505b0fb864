/** Runs Python beside the page, where nothing that it does can hold up the reader. */

import type { loadPyodide, PyodideAPI } from "pyodide";
import { moduleAddress, serveFiles, watchFetched } from "./files.ts";
import { isolate } from "./isolation.ts";
import { isHeavy, limitMemory } from "./memory.ts";
import type { Boot, FromWorker, Job, ToWorker } from "./messages.ts";
import { dropSnapshots, keepSnapshot, recallSnapshot } from "./snapshots.ts";

interface Module {
  readonly loadPyodide: typeof loadPyodide;
}
type Serve = (kind: string, job: string, tell: (text: string) => void) => string;

const post = self.postMessage.bind(self) as (message: FromWorker, transfer?: Transferable[]) => void;

const PLACE = "/book";
const ENVIRONMENT = { HOME: "/home/reader", NO_COLOR: "1" };
/** Imported before the memory is kept, so that no later start has to. */
const PREPARE = `
import random, sys
sys.path.insert(0, "${PLACE}")
import snippets.live, snippets.recording
`;
/** What must not be the same in every run that starts from the same memory. */
const RESUME = "import random; random.seed()";

let serve: Serve | undefined;

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "boot") boot(data).catch(tellBroken);
  else answer(data);
};

function tellBroken(error: unknown): void {
  post({ kind: "broken", message: error instanceof Error ? error.message : String(error) });
}

function tellMissing(name: string): void {
  tellBroken(new Error(`${name} can't be loaded. Is the book still within reach?`));
}

/** Returns what counts all that arrives, and tells how much it is. */
function counter(total: number): (size: number) => void {
  let loaded = 0;
  return (size) => {
    loaded += size;
    post({ kind: "progress", loaded: Math.min(loaded, total), total });
  };
}

function answer({ kind, job }: Job): void {
  try {
    const text = serve?.(kind, job, (said) => post({ kind: "said", text: said })) ?? "";
    post({ kind: "done", text, isHeavy: isHeavy() });
  } catch (error) {
    tellBroken(error); // the interpreter itself gave up: no block can do more damage than that
  }
}

async function boot(asked: Boot): Promise<void> {
  limitMemory();
  if (asked.files) serveFiles(asked.files);
  const kept = asked.snapshot ?? (await recallSnapshot(asked.stamp));
  if (!asked.files) watchFetched({ missing: tellMissing, arrived: kept ? undefined : counter(asked.size) });
  // The sources are laid out anew each time: files are not in the memory that is kept.
  const sources = sourcesOf(asked);
  const resumed = kept && (await resume(asked, kept, sources));
  const python = resumed ?? (await begin(asked, sources));
  const made = resumed ? undefined : snapshotOf(python);
  const version = python.runPython("sys.version.split()[0]") as string;
  serve = python.pyimport("snippets.live").serve as Serve;
  isolate();
  post({ kind: "ready", version });
  if (made && !(await keepSnapshot(asked.stamp, made))) handOver(made);
}

/** Returns the memory as it is; the interpreter does without where a later version can't give it. */
function snapshotOf(python: PyodideAPI): Uint8Array | undefined {
  try {
    return python.makeMemorySnapshot();
  } catch {
    return undefined;
  }
}

type Options = NonNullable<Parameters<typeof loadPyodide>[0]>;
type Sources = Readonly<Record<string, string>>;

/** Fetches them by the name of this build: the browser may have those of another one. */
async function sourcesOf({ folder, stamp }: Boot): Promise<Sources> {
  return (await fetch(`${folder}sources.json?v=${encodeURIComponent(stamp)}`)).json();
}

/** Starts from a memory that was kept; returns nothing where it is of no use any more. */
async function resume(
  asked: Boot,
  kept: ArrayBuffer,
  sources: Promise<Sources>,
): Promise<PyodideAPI | undefined> {
  const loading = load(asked, { _loadSnapshot: kept });
  loading.catch(() => undefined); // it is heard of below
  const texts = await sources; // where these can't be had, the memory is as good as before
  try {
    const python = await loading;
    lay(python, texts);
    python.runPython(RESUME);
    return python;
  } catch {
    await dropSnapshots();
    return undefined;
  }
}

async function begin(asked: Boot, sources: Promise<Sources>): Promise<PyodideAPI> {
  const python = await load(asked, { _makeSnapshot: true });
  lay(python, await sources);
  python.runPython(PREPARE);
  return python;
}

async function load({ folder, files }: Boot, options: Options): Promise<PyodideAPI> {
  Object.assign(self, { importScripts: refuse }); // what a classic worker has makes the interpreter believe it can't run in one
  const module = (await import(moduleAddress("pyodide.mjs", folder, files))) as Module;
  if (files)
    options.createPyodideModule = (await import(moduleAddress("pyodide.asm.mjs", folder, files))).default;
  const python = await module.loadPyodide({ indexURL: folder, env: ENVIRONMENT, ...options });
  const nothing = { write: (bytes: Uint8Array) => bytes.length };
  python.setStdout(nothing);
  python.setStderr(nothing);
  return python;
}

function refuse(): never {
  throw new TypeError("not here");
}

function lay(python: PyodideAPI, sources: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(sources)) {
    const path = `${PLACE}/${name}`;
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    python.FS.writeFile(path, text);
  }
}

function handOver(snapshot: Uint8Array): void {
  const { buffer } = snapshot.slice();
  post({ kind: "unkept", snapshot: buffer }, [buffer]);
}
