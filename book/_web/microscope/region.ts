/** Parts of the player that are drawn anew when what they show changed, and only then. */

import { morph, morphInto } from "./morph.ts";

/** The content of an element. */
export class Region {
  private shown = "";

  constructor(readonly element: Element) {}

  show(html: string): void {
    if (html === this.shown) return;
    this.shown = html;
    morph(this.element, html);
  }
}

/** The children of an element, each drawn by itself. */
export class Rows {
  private shown: readonly string[] = [];

  constructor(readonly element: HTMLElement) {}

  /** Shows one element for each text. The focus stays where it was, or goes to `refuge` if its place is gone. */
  show(rows: readonly string[], refuge: HTMLElement): void {
    const active = this.element.contains(document.activeElement) ? document.activeElement : null;
    const key = active?.getAttribute("data-keep");
    for (const [index, html] of rows.entries()) if (html !== this.shown[index]) this.put(index, html);
    while (this.element.children.length > rows.length) this.element.lastElementChild?.remove();
    this.shown = rows;
    if (!active || (active.isConnected && active.getAttribute("data-keep") === key)) return;
    const again = key ? this.element.querySelector<HTMLElement>(`[data-keep="${key}"]`) : null;
    (again ?? refuge).focus({ preventScroll: true });
  }

  private put(index: number, html: string): void {
    const old = this.element.children[index];
    if (old) morphInto(old, html);
    else this.element.insertAdjacentHTML("beforeend", html);
  }
}
