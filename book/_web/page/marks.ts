/** Shows in the side bar how far each chapter was read. */

import { deeds } from "../common/progress.ts";

type Mark = "read" | "part";

export function followProgress(): void {
  addEventListener("book-progress", show);
  addEventListener("storage", show);
  show();
}

function show(): void {
  const marks = marksOf();
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".sidebar-tree a.reference"))
    mark(link, marks.get(pageOf(link)));
}

/** Returns the marks by the names of pages; what is done in a chapter makes it begun. */
function marksOf(): Map<string, Mark> {
  const found = new Map<string, Mark>();
  for (const [deed, item, print] of deeds()) {
    const page = deed === "read" ? item : item.replace(/\/[^/]*$/, "");
    if (deed === "read" && print === "") found.set(page, "read");
    else if (!found.has(page)) found.set(page, "part");
  }
  return found;
}

/** Returns the name of a page by its address. */
function pageOf({ href }: HTMLAnchorElement): string {
  const root = new URL(document.documentElement.dataset.content_root ?? "./", location.href).href;
  return href.slice(root.length).replace(/\.html.*$|#.*$/, "");
}

function mark(link: HTMLElement, mark: Mark | undefined): void {
  const before = link.querySelector<HTMLElement>(".progress-mark");
  if (before?.dataset.mark === mark) return;
  before?.remove();
  if (!mark) return;
  const made = document.createElement("span");
  made.className = "progress-mark";
  made.dataset.mark = mark;
  made.role = "img";
  made.ariaLabel = mark === "read" ? "read" : "read in part";
  link.append(made);
}
