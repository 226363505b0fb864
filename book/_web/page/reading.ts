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
  let isAtEnd = false;
  const look = () => {
    if (performance.now() < LEAST) return;
    const unseen = headings.filter((heading) => !seen.has(idOf(heading))).length;
    const print = isAtEnd && unseen * 4 <= headings.length ? WHOLE : [...seen].join(",");
    if (print === WHOLE && !isAtEnd) return; // nothing but the beginning was in view
    if (print !== printOf("read", name)) note("read", name, print);
    if (print === WHOLE) observer.disconnect();
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
