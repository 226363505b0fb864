/** What was done in each chapter, and what is open. */

import { type Deed, printOf, state } from "../common/progress.ts";
import type { Chapter, Item } from "./items.ts";
import { element } from "./markup.ts";

export function reportOf(chapters: readonly Chapter[]): HTMLElement {
  return element("ol", "progress-chapters", ...chapters.map(chapterOf));
}

function chapterOf(chapter: Chapter): HTMLElement {
  const link = element("a", "", chapter.title);
  link.href = `${chapter.page}.html`;
  const made = element("li", "", link, readOf(chapter.page));
  made.append(...counted(chapter, "predicted", "prediction", chapter.predictions));
  made.append(...counted(chapter, "solved", "exercise", chapter.exercises));
  return made;
}

function readOf(page: string): HTMLElement {
  const print = printOf("read", page);
  const mark = print === null ? "open" : print ? "part" : "read";
  const words = { open: "not read yet", part: "read in part", read: "read to the end" }[mark];
  const made = element("p", "progress-line", words);
  made.dataset.mark = mark;
  return made;
}

/** Returns how many of some items are done, with links to the others. */
function counted({ page }: Chapter, deed: Deed, name: string, items: readonly Item[]): HTMLElement[] {
  if (items.length === 0) return [];
  const open = items.filter(({ key, print }) => state(deed, key, print) !== "done");
  const done = items.length - open.length;
  const line = element(
    "p",
    "progress-line",
    `${done} of ${items.length} ${name}${items.length > 1 ? "s" : ""}`,
  );
  line.dataset.mark = open.length === 0 ? "read" : done ? "part" : "open";
  if (open.length) line.append("; open: ", ...listed(open.map((item) => linkOf(page, deed, item))));
  return [line];
}

function linkOf(page: string, deed: Deed, { key, print, anchor, title }: Item): HTMLElement {
  const link = element("a", "", title);
  link.href = `${page}.html#${anchor}`;
  return state(deed, key, print) === "changed" ? element("span", "", link, " (changed since)") : link;
}

const listed = (items: readonly Node[]) => items.flatMap((item, index) => (index ? [", ", item] : [item]));
