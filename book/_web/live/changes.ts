/** Says at the end of the page which of its blocks the reader has changed, and takes it all back. */

import { button } from "../common/button.ts";
import { joined, linkTo } from "./listings.ts";

const QUESTION = "Reset all blocks of this page to what the book has? What you wrote in them is lost.";

export function followChanges(reset: (figure: HTMLElement) => void): void {
  const line = document.createElement("p");
  line.className = "live-changes";
  line.tabIndex = -1;
  const show = () => {
    const changed = [...document.querySelectorAll<HTMLElement>("figure[data-changed]")];
    if (changed.length) line.replaceChildren(...sentence(changed), resetAll(line, reset));
    else line.replaceChildren();
    if (!line.isConnected) place(line);
  };
  document.addEventListener("block-changed", show);
}

function place(line: HTMLElement): void {
  const foot = document.querySelector("article .verified");
  if (foot) foot.before(line);
  else document.querySelector("article")?.append(line);
}

function sentence(changed: readonly HTMLElement[]): (Node | string)[] {
  const count = changed.length === 1 ? "one block" : `${changed.length} blocks`;
  return [`You have changed ${count} of this page: `, ...joined(changed.map(linkTo)), ". "];
}

function resetAll(line: HTMLElement, reset: (figure: HTMLElement) => void): HTMLElement {
  return button("block-tool", "Reset all", () => {
    if (!confirm(QUESTION)) return;
    for (const figure of document.querySelectorAll<HTMLElement>("figure[data-changed]")) reset(figure);
    line.textContent = "All blocks of this page are as in the book again.";
    line.focus();
  });
}
