/** The button of each exercise, and whether it was solved. What checks an answer is loaded with the first use. */

import { button } from "../common/button.ts";
import { load } from "../common/loader.ts";
import { state } from "../common/progress.ts";
import { tell } from "./toolbar.ts";

export interface Exercises {
  /** Checks what the reader wrote, or stops the check that is under way. */
  check(exercise: HTMLElement): void;
}

declare global {
  interface Window {
    bookExercises?: Exercises;
  }
}

export function offerChecks(): void {
  const exercises = [...document.querySelectorAll<HTMLElement>(".exercise")];
  const show = () => exercises.forEach(showState);
  exercises.forEach(offer);
  show();
  addEventListener("book-progress", show);
  addEventListener("storage", show);
}

/** The block that the reader starts from. */
export const startOf = (exercise: HTMLElement) =>
  exercise.querySelector<HTMLElement>(
    `figure[data-block="${exercise.dataset.exercise}_start"]`,
  ) as HTMLElement;

function offer(exercise: HTMLElement): void {
  const bar = document.createElement("p");
  bar.className = "exercise-tools";
  const label = labelOf("Check", exercise);
  const check = button("exercise-check", "Check", () => begin(exercise), label);
  const solved = document.createElement("span");
  solved.className = "exercise-solved";
  bar.append(check, solved);
  startOf(exercise).after(bar);
}

/** Returns what a button is called by those who do not see where it stands. */
export const labelOf = (text: string, exercise: HTMLElement) =>
  `${text} ${exercise.querySelector(".caption-number")?.textContent.trim() ?? ""}`;

function begin(exercise: HTMLElement): void {
  Promise.all([load("live.js"), load("exercise.js")]).then(
    () => window.bookExercises?.check(exercise),
    (error: Error) => tell(startOf(exercise), error),
  );
}

function showState(exercise: HTMLElement): void {
  const { exercise: key = "", print = "" } = exercise.dataset;
  const isSolved = state("solved", key, print) === "done";
  const place = exercise.querySelector<HTMLElement>(".exercise-solved");
  if (place) place.textContent = isSolved ? "Solved" : "";
}
