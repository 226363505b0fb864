/** What the reader made of the blocks: what an editor of this page holds, or what this browser keeps. */

import { forget, keep, kin, recall } from "../common/storage.ts";

const PREFIX = "book-edit:";

interface Kept {
  /** The digest of what was changed. */
  readonly from: string;
  readonly to: string;
}

/** What the editors of this page hold, whatever another tab has kept since. */
const held = new Map<string, string>();

/** Is this other code? Empty lines at the end are nobody's. */
export const isChange = (original: string, text: string) => text.trimEnd() !== original.trimEnd();

/** Returns what the reader made of a block, if anything. */
export function editOf(key: string, original: string): string | undefined {
  const text = held.get(key) ?? keptEdit(key, original);
  return text !== undefined && isChange(original, text) ? text : undefined;
}

/** Returns what this browser keeps of a block, if that is a change: also of one that the book has changed since. */
export function keptEdit(key: string, original: string): string | undefined {
  const text = keptOf(key)?.to;
  return text !== undefined && isChange(original, text) ? text : undefined;
}

/** Has the book changed the block since what is kept was made of it? */
export function isOvertaken(key: string, original: string): boolean {
  const kept = keptOf(key);
  return kept !== undefined && kept.from !== digest(original);
}

function keptOf(key: string): Kept | undefined {
  try {
    return (JSON.parse(recall(PREFIX + key) ?? "null") as Kept | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Takes the text of an open editor for what the reader made of the block. */
export function holdEdit(key: string, text: string): void {
  held.set(key, text);
}

/** Takes again what this browser keeps, when an editor is closed. */
export function releaseEdit(key: string): void {
  held.delete(key);
}

/** Keeps an edit, or forgets it where it changes nothing; returns whether it will be there tomorrow. */
export function keepEdit(key: string, original: string, text: string): boolean {
  holdEdit(key, text);
  if (isChange(original, text))
    return keep(PREFIX + key, JSON.stringify({ from: digest(original), to: text } satisfies Kept));
  forget(PREFIX + key);
  return true;
}

export function dropEdit(key: string): void {
  releaseEdit(key);
  forget(PREFIX + key);
}

/** Returns the blocks of which an edit is kept. */
export const editedKeys = () => kin(PREFIX).map((key) => key.slice(PREFIX.length));

/** Hears of the edits that other tabs keep, and drop. */
export function followOtherTabs(hear: (key: string) => void): void {
  addEventListener("storage", ({ key }) => {
    if (key?.startsWith(PREFIX)) hear(key.slice(PREFIX.length));
  });
}

/** A short name for a text (FNV-1a): equal texts have equal names. */
export function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash.toString(36);
}
