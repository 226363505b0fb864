/** The places of a block where its page has what it prints. */

import { echo, placeOutput, shown } from "./echo.ts";
import type { Outcome } from "./messages.ts";

const PINNED = 'input[data-versions~="3.14"]';

export class Outputs {
  private readonly before = new Map<HTMLElement, string>();
  private made: HTMLElement | undefined;

  constructor(private readonly figure: HTMLElement) {}

  /** Shows the page's own outputs again. */
  restore(): void {
    for (const [pre, content] of this.before) pre.innerHTML = content;
    this.before.clear();
    this.made?.remove();
    this.made = undefined;
  }

  /** Writes what a session printed into the session of the page. */
  showSession(outcomes: readonly Outcome[]): void {
    this.restore();
    const pre = this.pane().querySelector("pre");
    if (!pre) return;
    this.before.set(pre, pre.innerHTML);
    for (const outcome of outcomes.toReversed()) placeOutput(pre, outcome);
  }

  /** Shows a session that the reader changed, under the editor. */
  showEcho(outcomes: readonly Outcome[]): void {
    this.restore();
    this.box("What it printed", "live-echo").replaceChildren(echo(outcomes));
  }

  /** Writes what a listing printed into the box under it. */
  showListing({ got, different }: Outcome, changed: boolean): void {
    this.restore();
    const pre = this.pane().querySelector<HTMLElement>(".snippet-output pre");
    if (!pre && !got) return;
    const place = pre ?? this.box("Output", "snippet-output");
    if (pre) this.before.set(pre, pre.innerHTML);
    if (place.textContent?.trimEnd() !== shown(got).trimEnd()) place.textContent = shown(got);
    place.classList.toggle("live-differs", !changed && different !== null);
  }

  /** Returns the part of the figure that stands for the pinned version. */
  private pane(): HTMLElement {
    const input = this.figure.querySelector<HTMLInputElement>(PINNED);
    return this.figure.querySelector<HTMLElement>(`[data-pane="${input?.value}"]`) ?? this.figure;
  }

  private box(title: string, name: string): HTMLElement {
    const made = document.createElement("div");
    made.className = name;
    made.innerHTML =
      '<p class="snippet-output-name"></p><div class="highlight-text"><div class="highlight"><pre tabindex="0"></pre></div></div>';
    (made.firstElementChild as HTMLElement).textContent = title;
    this.figure.querySelector(".live-status")?.before(made);
    this.made = made;
    return made.querySelector("pre") as HTMLElement;
  }
}
