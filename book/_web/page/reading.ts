/** Notes how far a chapter was read: which of its sections were in view, and whether its end was. */

import { note, printOf } from "../common/progress.ts";

/** A page that is left sooner, in milliseconds, was only looked at. */
const LEAST = 10_000;

/** Of a page that was read nothing more is noted; of one that is begun, which sections were in view. */
const WHOLE = "";

export function followReading(): void {
  const name = document.body.dataset.chapter;
  const end = document.querySelector("footer");
  const before = name ? printOf("read", name) : WHOLE;
  if (name && end && before !== WHOLE) follow(name, end, new Set(before?.split(",")));
}

function follow(name: string, end: Element, seen: Set<string>): void {
  const headings = [...document.querySelectorAll("article > section > section > h2")];
  const opened = Date.now();
  let isAtEnd = false;
  const look = () => {
    if (Date.now() - opened < LEAST) return;
    const kept = printOf("read", name); // another window may have gone further
    if (kept === WHOLE) {
      observer.disconnect();
      return;
    }
    for (const id of kept?.split(",") ?? []) seen.add(id);
    const unseen = headings.filter((heading) => !seen.has(idOf(heading))).length;
    const isRead = isAtEnd && unseen * 4 <= headings.length;
    const print = isRead ? WHOLE : [...seen].join(",");
    if ((isRead || seen.size) && print !== kept) note("read", name, print);
    if (isRead) observer.disconnect();
  };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (target === end) isAtEnd = isIntersecting;
      else if (isIntersecting) seen.add(idOf(target));
    }
    look();
  });
  for (const place of [...headings, end]) observer.observe(place);
  setTimeout(look, LEAST);
}

const idOf = (heading: Element) => (heading.parentElement as Element).id;
