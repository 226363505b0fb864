/** Unpacks the interpreter in a copy of the book that opens from disk, where nothing but scripts can be loaded. */

import { load } from "../common/loader.ts";
import type { Packed } from "../live/about.ts";

declare global {
  interface Window {
    /** The files are gzipped, in base64. */
    bookPacked?: { readonly worker: string; readonly files: Readonly<Record<string, string>> };
  }
}

let unpacked: Promise<Packed> | undefined;

function packed(): Promise<Packed> {
  unpacked ??= unpack().catch((error) => {
    unpacked = undefined; // so that another try is one
    throw error;
  });
  return unpacked;
}

async function unpack(): Promise<Packed> {
  await load("python/packed.js");
  if (!window.bookPacked)
    throw new Error("Python could not be unpacked: python/packed.js is not of this book.");
  const { worker, files } = window.bookPacked;
  const found = Object.entries(files).map(async ([name, text]) => [name, await gunzip(text)] as const);
  const made = { worker, files: Object.fromEntries(await Promise.all(found)) };
  delete window.bookPacked; // it is large
  return made;
}

function gunzip(base64: string): Promise<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

if (window.bookPython) window.bookPython = { ...window.bookPython, packed };
