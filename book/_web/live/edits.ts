/** What the reader made of the blocks: what an editor of this page holds, or what this browser keeps. */

import { forget, keep, kin, recall } from "../common/storage.ts";

const PREFIX = "book-edit:";

interface Kept {
  /** What was changed: an edit of a block that the book has changed since is not shown as one. */
  readonly from: string;
  readonly to: string;
}

/** What the editors of this page hold, whatever another tab has kept since. */
const held = new Map<string, string>();

const isChange = (original: string, text: string) => text.trimEnd() !== original.trimEnd();

/** Returns what the reader made of a block, if anything. */
export function editOf(key: string, original: string): string | undefined {
  const text = held.get(key) ?? keptEdit(key, original);
  return text !== undefined && isChange(original, text) ? text : undefined;
}

/** Returns what this browser keeps of a block. */
export function keptEdit(key: string, original: string): string | undefined {
  try {
    const kept = JSON.parse(recall(PREFIX + key) ?? "null") as Kept | null;
    return kept?.from === digest(original) ? kept.to : undefined;
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
