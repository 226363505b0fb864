/** Puts what a run printed where the page has it. */

import type { Outcome } from "./messages.ts";

const BLANK = "<BLANKLINE>";

/** An empty line, as a page shows it. */
export const shown = (output: string) =>
  output
    .split("\n")
    .map((line) => (line === BLANK ? "" : line))
    .join("\n");

/** Writes an output in the place of the one that stands in the session. Later outcomes go first: lines move. */
export function placeOutput(pre: HTMLElement, { end, want, got, different }: Outcome): void {
  const count = want.split("\n").length - 1;
  const range = rangeOfLines(pre, end - 1, count);
  const text = shown(got);
  if (range.toString() === text) return;
  range.deleteContents();
  if (text) range.insertNode(outputElement(text, different !== null));
}

function outputElement(text: string, differs: boolean): HTMLElement {
  const made = document.createElement("span");
  made.className = differs ? "go live-differs" : "go";
  made.textContent = text;
  return made;
}

/** Returns the range of `count` lines after the first `skipped`, each with its end. */
function rangeOfLines(pre: HTMLElement, skipped: number, count: number): Range {
  const range = document.createRange();
  range.selectNodeContents(pre);
  setEdge(pre, skipped, (node, at) => range.setStart(node, at));
  setEdge(pre, skipped + count, (node, at) => range.setEnd(node, at));
  return range;
}

/** Finds where the line `lines` begins; the end of the text, if there are fewer. */
function setEdge(pre: HTMLElement, lines: number, set: (node: Node, at: number) => void): void {
  let left = lines;
  const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
  let last: Node = pre;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    last = node;
    const text = node.nodeValue ?? "";
    let at = 0;
    for (; left > 0; left--) {
      const next = text.indexOf("\n", at);
      if (next < 0) break;
      at = next + 1;
    }
    if (left === 0) {
      set(node, at);
      return;
    }
  }
  set(last, last.nodeValue?.length ?? 0);
}

/** Returns a session with its prompts, as lines of the page. */
export function echo(outcomes: readonly Outcome[]): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const { source, got } of outcomes) {
    source
      .replace(/\n+$/, (ends) => (ends.length > 1 ? "\n" : ""))
      .split("\n")
      .forEach((line, index) => {
        const prompt = document.createElement("span");
        prompt.className = "gp";
        prompt.textContent = index === 0 ? ">>> " : line ? "... " : "...";
        made.append(prompt, `${line}\n`);
      });
    if (got) made.append(outputElement(shown(got), false));
  }
  return made;
}
