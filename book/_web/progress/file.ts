/** What the reader has done as a file, to be carried to another browser. */

import { type Deed, deeds, note, printOf } from "../common/progress.ts";

const FORMAT = 1;

const DEEDS: readonly Deed[] = ["read", "predicted", "solved"];

type Entry = [Deed, string, string];

export function written(book: string): string {
  return `${JSON.stringify({ book, format: FORMAT, done: deeds() }, null, 1)}\n`;
}

/** Returns what a file says; throws an `Error` for the reader if it is none of this book. */
export function read(text: string, book: string): Entry[] {
  const content = parsed(text);
  if (content?.book !== book)
    throw new Error("This file holds no progress of this book. Nothing was changed.");
  if (content.format !== FORMAT || !Array.isArray(content.done) || !content.done.every(isEntry))
    throw new Error("This file is damaged, or of a later edition. Nothing was changed.");
  return content.done;
}

function parsed(text: string): { book?: unknown; format?: unknown; done?: unknown } | null {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("This file can't be read as one of progress. Nothing was changed.");
  }
}

const isEntry = (entry: unknown): entry is Entry =>
  Array.isArray(entry) &&
  entry.length === 3 &&
  entry.every((part) => typeof part === "string") &&
  DEEDS.includes(entry[0] as Deed);

type Current = (deed: Deed, item: string) => string | undefined;

/**
 * Adds what is new, and returns how much that is. What was done here stays, unless the book has changed since and
 * the file knows of it as it is now: `current` returns what is asked now under a name.
 */
export function merge(entries: readonly Entry[], current: Current): number {
  const added = entries.filter((entry) => isNew(entry, current));
  for (const entry of added) note(...entry);
  return added.length;
}

function isNew([deed, item, print]: Entry, current: Current): boolean {
  const before = printOf(deed, item);
  return before === null || (before !== print && print === current(deed, item));
}
