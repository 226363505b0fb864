/** What the page and the worker that runs Python say to each other. */

export interface Boot {
  readonly kind: "boot";
  /** Where the files of the interpreter are. */
  readonly folder: string;
  /** How large they are in all, in bytes. */
  readonly size: number;
  /** Names what this build of the book and of the interpreter can share with the next visit. */
  readonly stamp: string;
  /** The files themselves, on a page that was opened from disk. */
  readonly files?: Readonly<Record<string, ArrayBuffer>>;
  /** The memory of an interpreter that was started before, if the page keeps one. */
  readonly snapshot?: ArrayBuffer;
}

export interface Job {
  readonly kind: "run" | "film";
  readonly job: string;
}

export type ToWorker = Boot | Job;

export interface Progress {
  readonly kind: "progress";
  readonly loaded: number;
  readonly total: number;
}

export interface Ready {
  readonly kind: "ready";
  readonly version: string;
}

/** The memory of this interpreter, where the browser would not keep it. */
export interface Unkept {
  readonly kind: "unkept";
  readonly snapshot: ArrayBuffer;
}

export interface Said {
  readonly kind: "said";
  readonly text: string;
}

export interface Done {
  readonly kind: "done";
  readonly text: string;
  /** Has it taken so much memory, which it can't give back, that a new interpreter is better? */
  readonly isHeavy: boolean;
}

export interface Broken {
  readonly kind: "broken";
  readonly message: string;
}

export type FromWorker = Progress | Ready | Unkept | Said | Done | Broken;

/** What Python says of an input that ran, and of what it printed meanwhile. */
export interface Outcome {
  readonly line: number;
  readonly end: number;
  readonly source: string;
  readonly got: string;
  readonly want: string;
  readonly different: number | null;
}

export type Heard = Outcome | { readonly printed: string };

export interface Answer {
  readonly isHeavy?: boolean;
  readonly film?: string;
  readonly failed?: { readonly message: string; readonly file: string; readonly line: number };
}
