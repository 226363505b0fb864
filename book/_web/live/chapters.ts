/** The blocks of the corpus, as the pinned Python needs them; loaded a chapter at a time. */

import { load } from "../common/loader.ts";

export interface Block {
  readonly file: string;
  readonly text: string;
  /** What a listing prints. */
  readonly out?: string;
  /** The blocks of the same chapter that run first. */
  readonly after?: readonly string[];
}

declare global {
  interface Window {
    bookChapters?: Record<string, Readonly<Record<string, Block>>>;
  }
}

export interface Linked extends Block {
  readonly key: string;
}

/** Returns a block after those that it continues, each once, in the order in which they run. */
export async function chain(key: string): Promise<Linked[]> {
  const [chapter = "", name = ""] = key.split("/");
  await load(`chapters/${chapter}.js`);
  const blocks = window.bookChapters?.[chapter] ?? {};
  const found = new Map<string, Linked>();
  const add = (one: string): void => {
    const block = blocks[one];
    if (!block) throw new Error(`The book has no block ${chapter}/${one}.`);
    if (found.has(one)) return;
    for (const before of block.after ?? []) add(before);
    found.set(one, { ...block, key: `${chapter}/${one}` });
  };
  add(name);
  return [...found.values()];
}
