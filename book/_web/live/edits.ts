/** What the reader made of the blocks; kept in this browser. */

import { forget, keep, kin, recall } from "../common/storage.ts";

const PREFIX = "book-edit:";

interface Kept {
  /** What was changed: an edit of a block that the book has changed since is not shown as one. */
  readonly from: string;
  readonly to: string;
}

export function editOf(key: string, original: string): string | undefined {
  try {
    const kept = JSON.parse(recall(PREFIX + key) ?? "null") as Kept | null;
    return kept?.from === digest(original) ? kept.to : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps an edit, or forgets it where it changes nothing; returns whether it will be there tomorrow. */
export function keepEdit(key: string, original: string, text: string): boolean {
  if (text.trimEnd() === original.trimEnd()) {
    forget(PREFIX + key);
    return true;
  }
  return keep(PREFIX + key, JSON.stringify({ from: digest(original), to: text } satisfies Kept));
}

export function dropEdit(key: string): void {
  forget(PREFIX + key);
}

/** Returns the blocks of which an edit is kept. */
export const editedKeys = () => kin(PREFIX).map((key) => key.slice(PREFIX.length));

/** A short name for a text (FNV-1a): equal texts have equal names. */
export function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash.toString(36);
}
