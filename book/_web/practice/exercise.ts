/** Checks what the reader wrote for an exercise: loaded with the first use. */

import "../page/global.ts";
import { dress } from "../common/loader.ts";
import { KEPT_NOT, note } from "../common/progress.ts";
import { labelOf, startOf } from "../page/exercises.ts";
import { Report } from "./exercise-report.ts";
import { isSolved, verdict } from "./exercise-verdict.ts";

const reports = new Map<HTMLElement, Report>();
const running = new Set<HTMLElement>();

window.bookExercises = {
  check: (exercise) => {
    if (running.has(exercise)) window.bookLive?.act(startOf(exercise), "stop");
    else void check(exercise);
  },
};

dress("exercise.css");

async function check(exercise: HTMLElement): Promise<void> {
  const { exercise: key = "", print = "" } = exercise.dataset;
  const report = reportOf(exercise);
  report.clear();
  running.add(exercise);
  name(exercise, "Stop");
  try {
    const checked = await window.bookLive?.check(startOf(exercise), `${key}_checks`);
    if (!checked) return;
    const said = verdict(checked);
    const isKept = !isSolved(checked) || note("solved", key, print);
    report.show(isKept ? said : { ...said, text: said.text + KEPT_NOT }, checked.outcomes);
  } catch (error) {
    report.show({ text: (error as Error).message, kind: "problem" }, []);
  } finally {
    running.delete(exercise);
    name(exercise, "Check");
  }
}

/** Returns the report of an exercise; it says so when what it speaks of was changed. */
function reportOf(exercise: HTMLElement): Report {
  const before = reports.get(exercise);
  if (before) return before;
  const report = new Report(exercise.querySelector(".exercise-tools") as HTMLElement);
  // What is typed, and what Reset takes back.
  for (const change of ["input", "block-changed"])
    startOf(exercise).addEventListener(change, () => report.age());
  reports.set(exercise, report);
  return report;
}

function name(exercise: HTMLElement, text: string): void {
  const button = exercise.querySelector<HTMLElement>(".exercise-check");
  if (!button) return;
  button.textContent = text;
  button.ariaLabel = labelOf(text, exercise);
}
