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

/** Returns what chooses the Python in the page, in a figure that differs between versions. */
export const pinnedInput = (figure: HTMLElement) =>
  figure.querySelector<HTMLInputElement>(`input[data-versions~="${PINNED}"]`);

/** Shows in one figure what the Python in the page prints, and holds it where the reader sees it. */
export function showPinned(figure: HTMLElement): void {
  const input = pinnedInput(figure);
  if (!input || input.checked) return;
  stayingAt(input, () => {
    input.checked = true;
  });
}

export function followChoice(): void {
  for (const input of inputs()) input.addEventListener("change", () => chosen(input));
  const before = recall(KEY);
  if (before) choose(before);
}

function chosen(input: HTMLInputElement): void {
  const versions = versionsOf(input);
  const version = versions.includes(PINNED) ? PINNED : (versions.at(-1) ?? PINNED);
  stayingAt(input, () => choose(version));
  keep(KEY, version);
}

/** Makes a change above or below a place that stays where it is in the window. */
function stayingAt(place: Element, change: () => void): void {
  const { top } = place.getBoundingClientRect();
  change();
  scrollBy({ top: place.getBoundingClientRect().top - top, behavior: "instant" });
}
