/** The one interpreter of a page: started when it is first needed, ended when a block must be stopped. */

import { address } from "../common/loader.ts";
import { keepPython } from "../common/offline.ts";
import { type About, about } from "./about.ts";
import type { Answer, FromWorker, Heard, Job, ToWorker } from "./messages.ts";

/** In milliseconds: longer without a sign of life, and the start has failed. */
const PATIENCE = 60_000;

/** The reader stopped the block. */
export class Stopped extends Error {}

/** The interpreter can't be started, or gave up; the message is for the reader. */
export class Unusable extends Error {}

export interface Watcher {
  /** Hears that the interpreter is not there yet. */
  starting(version: string, size: number): void;
  loading(loaded: number, total: number): void;
  running(version: string): void;
  heard(said: Heard): void;
}

interface Current {
  readonly hear: (said: Heard) => void;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

export class Interpreter {
  private worker: Worker | undefined;
  private started: Promise<string> | undefined;
  private snapshot: ArrayBuffer | undefined;
  private current: Current | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private watcher: Watcher | undefined;
  /** How often an interpreter was ended: one that was still on its way then is not started any more. */
  private ended = 0;
  /** What to call when the worker can't be used any more. */
  private lose: ((error: Error) => void) | undefined;

  /** Runs a job when those before it are done.
   * @throws Stopped if the reader stopped it, Unusable if there is no interpreter to run it. */
  run(kind: Job["kind"], job: object, watcher: Watcher): Promise<Answer> {
    const done = this.last.then(() => this.runNow({ kind, job: JSON.stringify(job) }, watcher));
    this.last = done.catch(() => undefined);
    return done;
  }

  /** Ends what runs; the next interpreter is started at once. */
  stop(): void {
    this.end(new Stopped("Stopped."));
    void this.start().catch(() => undefined);
  }

  private async runNow(job: Job, watcher: Watcher): Promise<Answer> {
    this.watcher = watcher;
    const version = await this.start();
    watcher.running(version);
    return new Promise((resolve, reject) => {
      this.current = { hear: watcher.heard, resolve, reject };
      this.say(job);
    });
  }

  private start(): Promise<string> {
    const { ended } = this;
    this.started ??= about().then((known) => this.boot(known, ended));
    const { started } = this;
    started.catch(() => {
      if (this.started === started) this.started = undefined; // the next use tries again
    });
    return started;
  }

  private async boot(known: About, ended: number): Promise<string> {
    this.watcher?.starting(known.version, known.size);
    const packed = await known.packed?.();
    const script = packed ? blobAddress(packed.worker) : await workerAddress();
    if (ended !== this.ended) throw new Stopped("Stopped.");
    const worker = new Worker(script);
    this.worker = worker;
    return new Promise((resolve, reject) => {
      let timer = 0;
      const wait = () => {
        clearTimeout(timer);
        timer = window.setTimeout(() => this.end(new Unusable("Python did not start in time.")), PATIENCE);
      };
      this.lose = (error) => {
        clearTimeout(timer);
        reject(error);
      };
      worker.onerror = () => this.end(new Unusable("Python could not be loaded, or ran out of memory."));
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind === "progress") {
          wait();
          this.watcher?.loading(data.loaded, data.total);
        } else if (data.kind === "ready") {
          clearTimeout(timer);
          keepPython();
          resolve(data.version);
        } else this.listen(data);
      };
      wait();
      this.say({
        kind: "boot",
        folder: new URL("python/", address("")).href,
        size: known.size,
        stamp: known.stamp,
        ...(packed ? { files: packed.files } : {}),
        ...(this.snapshot ? { snapshot: this.snapshot } : {}),
      });
    });
  }

  private listen(data: Exclude<FromWorker, { kind: "progress" | "ready" }>): void {
    if (data.kind === "unkept") this.snapshot = data.snapshot;
    else if (data.kind === "broken") this.end(new Unusable(`Python gave up: ${data.message}`));
    else if (data.kind === "said") this.current?.hear(JSON.parse(data.text) as Heard);
    else this.finish((current) => current.resolve(JSON.parse(data.text) as Answer));
  }

  private say(message: ToWorker): void {
    this.worker?.postMessage(message);
  }

  private finish(how: (current: Current) => void): void {
    const { current } = this;
    this.current = undefined;
    if (current) how(current);
  }

  private end(error: Error): void {
    this.ended++;
    this.worker?.terminate();
    this.worker = undefined;
    this.started = undefined;
    this.lose?.(error);
    this.lose = undefined;
    this.finish((current) => current.reject(error));
  }
}

/** A worker obeys the policy that it comes with; where the host sends none, it has to come from the page, and obeys its. */
async function workerAddress(): Promise<string> {
  const here = address("live-worker.js");
  const response = await fetch(here).catch(() => undefined);
  if (!response?.ok) throw new Unusable("Python could not be loaded. Is the book still within reach?");
  const policy = response.headers.get("content-security-policy") ?? "";
  return /(default|connect)-src/.test(policy) ? here : blobAddress(await response.text());
}

function blobAddress(script: string): string {
  return URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
}
