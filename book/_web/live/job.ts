/** What the interpreter is given of a block, and of those that it continues. */

import { typed } from "../page/typed.ts";
import type { Linked } from "./chapters.ts";
import { editOf } from "./edits.ts";

export interface Part {
  readonly file: string;
  readonly text: string;
  /** Is this a session without its prompts? */
  readonly typed: boolean;
}

export const isSession = ({ file }: { readonly file: string }) => file.endsWith(".pycon");

/** Returns what an editor shows of a block that was not changed. */
export const originalOf = (block: Linked) => (isSession(block) ? typed(block.text) : block.text).trimEnd();

/** Returns what the reader made of the block, if anything. */
export const changeOf = (block: Linked) => editOf(block.key, originalOf(block));

/** Returns the block as it now stands. */
export function partOf(block: Linked): Part {
  const change = changeOf(block);
  const { file, text } = block;
  if (change === undefined) return { file, text, typed: false };
  return { file, text: `${change}\n`, typed: isSession(block) };
}

/** Returns the job of running these blocks, of which the last is the one that the reader looks at. */
export function jobOf(blocks: readonly Linked[], name: string): object {
  const last = blocks.at(-1);
  return { name, blocks: blocks.map(partOf), out: last?.out ?? "" };
}
