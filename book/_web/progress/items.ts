/** What there is to do in the book; the build writes it. */

import type { Deed } from "../common/progress.ts";

export interface Item {
  readonly key: string;
  readonly print: string;
  readonly anchor: string;
  /** What the page calls it. */
  readonly title: string;
}

export interface Chapter {
  /** The name of the page, which is its address as well. */
  readonly page: string;
  readonly title: string;
  readonly predictions: readonly Item[];
  readonly exercises: readonly Item[];
}

export interface Items {
  /** Names the book, so that a file of another is known as one. */
  readonly book: string;
  readonly chapters: readonly Chapter[];
}

/** Returns what is asked now under a name; a page is read, or begun. */
export function currentPrint({ chapters }: Items, deed: Deed, item: string): string | undefined {
  if (deed === "read") return "";
  const all = chapters.flatMap(({ predictions, exercises }) =>
    deed === "predicted" ? predictions : exercises,
  );
  return all.find(({ key }) => key === item)?.print;
}

declare global {
  interface Window {
    bookItems?: Items;
  }
}
