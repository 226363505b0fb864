/** Asks for the outputs of a block, one after the other. */

import { KEPT_NOT, note } from "../common/progress.ts";
import { guesses, type Said, say, settle } from "../page/predictions.ts";
import { Question } from "./question.ts";

export function ask(figure: HTMLElement): void {
  for (const place of figure.querySelectorAll(".ask")) place.remove();
  for (const guess of guesses(figure)) delete guess.dataset.said;
  delete figure.dataset.prediction;
  say(figure, "");
  next(figure, 0, 0);
}

/** Asks for the output number `at`; `right` were predicted before. */
function next(figure: HTMLElement, at: number, right: number): void {
  const all = guesses(figure);
  const guess = all[at];
  if (!guess) {
    finish(figure, right, all.length);
    return;
  }
  const go = (said: Said, points: number) => {
    question.remove();
    guess.dataset.said = said;
    if (at + 1 < all.length)
      say(figure, said === "right" ? "Right. And the next?" : "Shown. And the next?", said);
    next(figure, at + 1, right + points);
  };
  const question = new Question(figure, guess, all.length > 1 ? ` (${at + 1} of ${all.length})` : "", {
    right: () => go("right", 1),
    show: () => go("shown", 0),
  });
  question.focus();
}

function finish(figure: HTMLElement, right: number, all: number): void {
  const { block = "", predict = "" } = figure.dataset;
  const isKept = right < all || note("predicted", block, predict);
  settle(figure, `${sumOf(right, all)}${isKept ? "" : KEPT_NOT}`, right === all ? "right" : "shown");
  figure.querySelector<HTMLElement>(".prediction button")?.focus({ preventScroll: true });
}

function sumOf(right: number, all: number): string {
  if (right === all) return `You have predicted ${["", "it", "both outputs"][all] ?? `all ${all} outputs`}.`;
  return all > 1 ? `You have predicted ${right} of ${all} outputs.` : "Shown.";
}
