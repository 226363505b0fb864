/** Where the interpreter's files come from: the book's folder, or the page that was opened from disk. */

import type { Boot } from "./messages.ts";

const TYPES: Readonly<Record<string, string>> = {
  wasm: "application/wasm",
  mjs: "text/javascript",
  json: "application/json",
};

const typeOf = (name: string) => TYPES[name.split(".").pop() ?? ""] ?? "application/octet-stream";

const nameOf = (address: string) => new URL(address, "file:///").pathname.split("/").pop() ?? "";

/** Hears of what is fetched. */
export interface FetchWatcher {
  /** Hears which file can't be had: who fetches it may wait for it for ever. */
  missing(name: string): void;
  /** Hears how many bytes more have arrived; only asked for where nothing is kept, since it has a price. */
  readonly arrived?: ((size: number) => void) | undefined;
}

/** Watches all that is fetched from here on. */
export function watchFetched({ missing, arrived }: FetchWatcher): void {
  const original = self.fetch.bind(self);
  self.fetch = async (asked, ...more) => {
    const name = nameOf(asked instanceof Request ? asked.url : String(asked));
    const response = await original(asked, ...more).catch((error) => {
      missing(name);
      throw error;
    });
    if (!response.ok) missing(name);
    // A copy is counted: the browser compiles the original while it arrives.
    else if (arrived) void count(response.clone(), arrived);
    return response;
  };
}

async function count(response: Response, add: (size: number) => void): Promise<void> {
  try {
    const reader = response.body?.getReader();
    for (;;) {
      const piece = await reader?.read();
      if (!piece || piece.done) return;
      add(piece.value.length);
    }
  } catch {
    // Who needs the file says what is wrong with it.
  }
}

/** Answers what is fetched from here on with these files. */
export function serveFiles(files: Readonly<Record<string, ArrayBuffer>>): void {
  self.fetch = async (asked) => {
    const name = nameOf(asked instanceof Request ? asked.url : String(asked));
    const content = files[name];
    if (!content) return new Response(null, { status: 404 });
    return new Response(content, { headers: { "content-type": typeOf(name) } });
  };
}

/** Returns the address from which a module of the interpreter can be imported. */
export function moduleAddress(name: string, folder: string, files: Boot["files"]): string {
  const content = files?.[name];
  return content ? URL.createObjectURL(new Blob([content], { type: typeOf(name) })) : folder + name;
}
