/** Where the interpreter's files come from: the book's folder, or the page that was opened from disk. */

import type { Boot } from "./messages.ts";

const TYPES: Readonly<Record<string, string>> = {
  wasm: "application/wasm",
  mjs: "text/javascript",
  json: "application/json",
};

const typeOf = (name: string) => TYPES[name.split(".").pop() ?? ""] ?? "application/octet-stream";

const nameOf = (address: string) => new URL(address, "file:///").pathname.split("/").pop() ?? "";

/** Tells how much has arrived of all that is fetched from here on. */
export function countFetched(total: number, tell: (loaded: number, total: number) => void): void {
  const original = self.fetch.bind(self);
  let loaded = 0;
  self.fetch = async (...asked) => {
    const response = await original(...asked);
    // A copy is counted: the browser compiles the original while it arrives.
    void count(response.clone(), (size) => {
      loaded += size;
      tell(Math.min(loaded, total), total);
    });
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
