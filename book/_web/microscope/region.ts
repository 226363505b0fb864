/** A part of the player that is drawn anew when what it shows changed, and only then. */

export class Region {
  private shown = "";

  constructor(readonly element: Element) {}

  /** Shows `html`. The focus stays where it was, or goes to `refuge` if its place is gone. */
  show(html: string, refuge?: HTMLElement): void {
    if (html === this.shown) return;
    this.shown = html;
    const active = this.element.contains(document.activeElement) ? document.activeElement : null;
    const key = active?.getAttribute("data-keep");
    this.element.innerHTML = html;
    if (!active) return;
    const again = key ? this.element.querySelector<HTMLElement>(`[data-keep="${key}"]`) : null;
    (again ?? refuge)?.focus({ preventScroll: true });
  }
}
