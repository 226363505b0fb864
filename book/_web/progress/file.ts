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
 * Adds what is new, and returns how much of it could be kept. What was done here stays, unless the book has changed
 * since and the file knows of it as it is now: `current` returns what is asked now under a name.
 */
export function merge(entries: readonly Entry[], current: Current): number {
  let added = 0;
  for (const [deed, item, print] of entries) {
    const before = printOf(deed, item);
    const now = before === null ? print : joined(deed, before, print, current(deed, item));
    if (now !== before && note(deed, item, now)) added++;
  }
  return added;
}

/** Sections that were in view add up, and a page that was read stays so; of all else what is asked now counts. */
function joined(deed: Deed, before: string, print: string, current: string | undefined): string {
  if (deed !== "read") return print === current ? print : before;
  return before && print ? [...new Set(`${before},${print}`.split(","))].join(",") : "";
}
