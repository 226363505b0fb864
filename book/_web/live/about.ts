/** What is known of the interpreter in the page before it is loaded. */

import { load } from "../common/loader.ts";

export interface About {
  readonly version: string;
  /** In bytes, of all that is loaded with the first use. */
  readonly size: number;
  readonly stamp: string;
  /** Gives the worker and the files, in a copy of the book that opens from disk. */
  readonly packed?: () => Promise<Packed>;
}

export interface Packed {
  readonly worker: string;
  readonly files: Readonly<Record<string, ArrayBuffer>>;
}

declare global {
  interface Window {
    bookPython?: About;
  }
}

/** Returns it; rejects with an `Error` for the reader where this copy of the book has no interpreter. */
export async function about(): Promise<About> {
  await load("python/about.js");
  const found = window.bookPython;
  if (!found) throw new Error("This copy of the book has no Python in it.");
  if (location.protocol === "file:" && !found.packed)
    throw new Error(
      "This copy of the book runs Python only when it comes from a server. `make offline` makes one that needs none.",
    );
  return found;
}
