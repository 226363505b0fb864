/** One worker with Python in it: started, given a job at a time, and ended. */

import { address } from "../common/loader.ts";
import { keepPython } from "../common/offline.ts";
import { type About, about } from "./about.ts";
import type { Answer, FromWorker, Heard, Job } from "./messages.ts";

/** In milliseconds: longer without a sign of life, and the start has failed. */
const PATIENCE = 120_000;

/** The interpreter can't be started; the message is for the reader. */
export class Unusable extends Error {}

/** The block has ended the interpreter, which another one can run without; the message is for the reader. */
export class GaveUp extends Error {}

export interface Listener {
  /** Hears how much has arrived of what is loaded with the first use. */
  loading(version: string, loaded: number, total: number): void;
  /** Is given the memory of the interpreter where the browser would not keep it. */
  unkept(snapshot: ArrayBuffer): void;
}

export class Machine {
  /** Gives the version of Python when it can be given a job. */
  readonly ready: Promise<string>;
  /** Never gives anything; fails when the worker can't be used any more. */
  private readonly lost: Promise<never>;
  private lose: (error: Error) => void = () => undefined;
  private worker: Worker | undefined;
  private isOver = false;
  private isUp = false;
  private timer = 0;
  private hear: (said: Heard) => void = () => undefined;
  private answer: (answer: Answer) => void = () => undefined;

  constructor(
    private readonly listener: Listener,
    snapshot: ArrayBuffer | undefined,
  ) {
    this.lost = new Promise((_, reject) => {
      this.lose = reject;
    });
    this.ready = Promise.race([this.start(snapshot), this.lost]);
    this.ready.catch(() => this.end(new Unusable("Python did not start.")));
  }

  /** Can it be given a job? */
  get isReady(): boolean {
    return this.isUp && !this.isOver;
  }

  /** Runs a job; one at a time. */
  run(job: Job, hear: (said: Heard) => void): Promise<Answer> {
    const answer = new Promise<Answer>((resolve) => {
      this.hear = hear;
      this.answer = resolve;
    });
    this.worker?.postMessage(job);
    return Promise.race([answer, this.lost]);
  }

  /** Ends it, whatever it does; whoever waits for it is given the reason. */
  end(reason: Error): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.lose(reason);
  }

  private async start(snapshot: ArrayBuffer | undefined): Promise<string> {
    const known = await about();
    const packed = await known.packed?.();
    const script = packed ? blobAddress(packed.worker) : await workerAddress();
    if (this.isOver) return this.lost; // ended before it began
    const worker = new Worker(script);
    this.worker = worker;
    this.wait();
    worker.postMessage({
      kind: "boot",
      folder: new URL("python/", address("")).href,
      size: known.size,
      stamp: known.stamp,
      ...(packed ? { files: packed.files } : {}),
      ...(snapshot ? { snapshot } : {}),
    });
    return this.listen(worker, known);
  }

  /** Gives it up if it gives no sign of life. */
  private wait(): void {
    clearTimeout(this.timer);
    const patience = Number(document.documentElement.dataset.patience) || PATIENCE;
    this.timer = window.setTimeout(
      () => this.end(new Unusable("Python did not start in time. Press the button to try again.")),
      patience,
    );
  }

  private listen(worker: Worker, known: About): Promise<string> {
    return new Promise((resolve) => {
      const giveUp = (what: string) =>
        this.end(
          this.isUp ? new GaveUp(gaveUp(what)) : new Unusable(`Python could not be started${ended(what)}`),
        );
      worker.onerror = ({ message }) => giveUp(message ?? "");
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind === "progress") {
          this.wait();
          this.listener.loading(known.version, data.loaded, data.total);
        } else if (data.kind === "ready") {
          clearTimeout(this.timer);
          this.isUp = true;
          keepPython();
          resolve(data.version);
        } else if (data.kind === "unkept") this.listener.unkept(data.snapshot);
        else if (data.kind === "broken") giveUp(data.message);
        else if (data.kind === "said") this.hear(JSON.parse(data.text) as Heard);
        else this.answer({ ...(JSON.parse(data.text) as Answer), isHeavy: data.isHeavy });
      };
    });
  }
}

/** Says what the end of an interpreter means to the reader; what it says itself is for those who made it. */
export function gaveUp(what: string): string {
  const status = /exit\((\d+)\)/.exec(what)?.[1];
  if (status) return `The code ended Python itself, with exit status ${status}. ${AFRESH}`;
  if (/stack|recursion/i.test(what))
    return `The calls went deeper than this Python has room for, and that ended it. ${AFRESH}`;
  return `The code brought Python itself to its end${ended(what)} ${AFRESH}`;
}

const AFRESH = "The next run starts a new one.";

const ended = (what: string) => (what ? `: ${what.replace(/([^.?!])\s*$/, "$1.")}` : ".");

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
