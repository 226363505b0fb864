/** What the interpreter is given of a block, and of those that it continues. */

import { typed } from "../page/typed.ts";
import type { Linked } from "./chapters.ts";
import { editOf } from "./edits.ts";

/** A block as it stood when it was run. */
export interface Part {
  readonly key: string;
  readonly file: string;
  readonly text: string;
  /** Is this a session without its prompts? */
  readonly typed: boolean;
  readonly isChanged: boolean;
}

export const isSession = ({ file }: { readonly file: string }) => file.endsWith(".pycon");

/** Returns what an editor shows of a block that was not changed. */
export const originalOf = (block: Linked) => (isSession(block) ? typed(block.text) : block.text).trimEnd();

/** Returns the block as it now stands. */
export function partOf(block: Linked): Part {
  const { key, file, text } = block;
  const change = editOf(key, originalOf(block));
  if (change === undefined) return { key, file, text, typed: false, isChanged: false };
  return { key, file, text: `${change}\n`, typed: isSession(block), isChanged: true };
}

/** Returns the job of running these blocks, of which the last is the one that the reader looks at. */
export function jobOf(parts: readonly Part[], name: string, out = ""): string {
  const blocks = parts.map(({ file, text, typed }) => ({ file, text, typed }));
  return JSON.stringify({ name, blocks, out });
}
