/** What the reader has done, kept in this browser: an item is named, and known by what was asked. */

import { forget, keep, kin, recall } from "./storage.ts";

/** What can be done: a page read to its end, a prediction made, an exercise solved. */
export type Deed = "read" | "predicted" | "solved";

/** What is said after praise where `note` could keep nothing. */
export const KEPT_NOT = " This browser keeps nothing: it is forgotten with the page.";

const PREFIX = "book-done:";

const keyOf = (deed: Deed, item: string) => `${PREFIX}${deed}:${item}`;

/** Notes that `item` is done; `print` changes when something else is asked under the same name. */
export function note(deed: Deed, item: string, print: string): boolean {
  const isKept = keep(keyOf(deed, item), print);
  dispatchEvent(new CustomEvent("book-progress"));
  return isKept;
}

/** Returns the print under which that is kept, if it is. */
export function printOf(deed: Deed, item: string): string | null {
  return recall(keyOf(deed, item));
}

/** Returns whether that is done, or was done before it was changed. */
export function state(deed: Deed, item: string, print: string): "done" | "changed" | "open" {
  const before = printOf(deed, item);
  if (before === null) return "open";
  return before === print ? "done" : "changed";
}

/** Returns all that is kept, as [deed, item, print]. */
export function deeds(): [Deed, string, string][] {
  return kin(PREFIX).map((key) => {
    const [deed = "", ...item] = key.slice(PREFIX.length).split(":");
    return [deed as Deed, item.join(":"), recall(key) ?? ""];
  });
}

/** Forgets all of it. */
export function erase(): void {
  for (const key of kin(PREFIX)) forget(key);
  dispatchEvent(new CustomEvent("book-progress"));
}
