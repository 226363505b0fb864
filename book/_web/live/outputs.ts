/** The places of a block where its page has what it prints. */

import { pinnedInput } from "../page/versions.ts";
import { echo, output, placeOutput, shown } from "./echo.ts";
import type { Outcome } from "./messages.ts";

export class Outputs {
  /** What stood where something was written. */
  private before = new Map<HTMLElement, Node[]>();
  private made: HTMLElement | undefined;

  constructor(private readonly figure: HTMLElement) {}

  /** Shows the page's own outputs again. */
  restore(): void {
    for (const [pre, nodes] of this.before) pre.replaceChildren(...nodes);
    this.before.clear();
    this.age(false);
    this.made?.remove();
    this.made = undefined;
  }

  /** Writes what a session printed into the session of the page. */
  showSession(outcomes: readonly Outcome[]): void {
    this.restore();
    const pre = this.pane().querySelector("pre");
    if (!pre) return;
    this.remember(pre);
    for (const outcome of outcomes.toReversed()) placeOutput(pre, outcome);
  }

  /** Shows a session that stands in an editor, under it. */
  showEcho(outcomes: readonly Outcome[], isCompared: boolean): void {
    this.restore();
    this.box("What it printed", "live-echo").replaceChildren(echo(outcomes, isCompared));
  }

  /** Writes what a listing printed into the box under it; where an editor has hidden all versions of both, into one of its own. */
  showListing(outcome: Outcome, isCompared: boolean): void {
    this.restore();
    const there = this.pane().querySelector<HTMLElement>(".snippet-output pre");
    const pre = there?.closest("[hidden]") ? null : there;
    const printed = output(outcome, isCompared);
    if (!pre && printed.childNodes.length === 0) return;
    const isThere = pre?.textContent.trimEnd() === shown(outcome.got).trimEnd();
    if (isThere && (!isCompared || outcome.different === null)) return;
    if (pre) this.remember(pre);
    (pre ?? this.box("Output", "snippet-output")).replaceChildren(printed);
  }

  /** Says of what is shown whether it is of other code than what stands there. */
  age(isOld: boolean): void {
    for (const box of this.figure.querySelectorAll(".snippet-output, .live-echo"))
      box.toggleAttribute("data-outdated", isOld);
  }

  private remember(pre: HTMLElement): void {
    this.before.set(pre, [...pre.cloneNode(true).childNodes]);
    pre.tabIndex = 0; // what is printed may be wider than what the page has
  }

  /** Returns the part of the figure that stands for the pinned version. */
  private pane(): HTMLElement {
    const pinned = pinnedInput(this.figure)?.value;
    return this.figure.querySelector<HTMLElement>(`[data-pane="${pinned}"]`) ?? this.figure;
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
