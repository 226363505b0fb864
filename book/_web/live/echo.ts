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
export function placeOutput(pre: HTMLElement, outcome: Outcome): void {
  const { end, want } = outcome;
  const range = rangeOfLines(pre, end - 1, want.split("\n").length - 1);
  if (range.toString() === shown(outcome.got)) return;
  range.deleteContents();
  range.insertNode(output(outcome, true));
}

/** Returns what was printed; where it is compared and differs, also what the page has. */
export function output({ got, want, different }: Outcome, isCompared: boolean): DocumentFragment {
  const made = document.createDocumentFragment();
  const differs = isCompared && different !== null;
  if (got || differs) made.append(part(got, differs ? "go live-differs" : "go"));
  if (differs) made.append(part(want, "go live-wanted"));
  return made;
}

function part(text: string, name: string): HTMLElement {
  const made = document.createElement("span");
  made.className = name;
  made.textContent = shown(text);
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
export function echo(outcomes: readonly Outcome[], isCompared: boolean): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const outcome of outcomes) {
    linesOf(outcome.source).forEach((line, index) => {
      const prompt = document.createElement("span");
      prompt.className = "gp";
      prompt.textContent = index === 0 ? ">>> " : line ? "... " : "...";
      made.append(prompt, `${line}\n`);
    });
    made.append(output(outcome, isCompared));
  }
  return made;
}

/** What waits at the prompt for an empty line. */
const COMPOUND = /^(@|(async|class|def|for|if|match|try|while|with)\b)/;

function linesOf(source: string): string[] {
  const lines = source.trimEnd().split("\n");
  return COMPOUND.test(source) ? [...lines, ""] : lines;
}
