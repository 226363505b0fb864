/** The choice of a Python version, which holds for all blocks and all pages. */

import { keep, recall } from "../common/storage.ts";

const KEY = "book-python";
const PINNED = "3.14";

const inputs = () => document.querySelectorAll<HTMLInputElement>("input[data-versions]");
const versionsOf = (input: HTMLInputElement) => (input.dataset.versions ?? "").split(" ");

/** Shows everywhere on the page what that Python version prints. */
export function choose(version: string): void {
  for (const input of inputs()) if (versionsOf(input).includes(version)) input.checked = true;
}

/** Shows what the Python in the page prints. */
export function choosePinned(): void {
  choose(PINNED);
}

export function followChoice(): void {
  for (const input of inputs()) input.addEventListener("change", () => chosen(input));
  const before = recall(KEY);
  if (before) choose(before);
}

function chosen(input: HTMLInputElement): void {
  const versions = versionsOf(input);
  const version = versions.includes(PINNED) ? PINNED : (versions.at(-1) ?? PINNED);
  const { top } = input.getBoundingClientRect();
  choose(version);
  scrollBy({ top: input.getBoundingClientRect().top - top, behavior: "instant" });
  keep(KEY, version);
}
