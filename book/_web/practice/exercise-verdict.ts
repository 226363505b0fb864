/** What is to be said of checks that ran. */

import type { Outcome } from "../live/messages.ts";
import type { Checked } from "../page/global.ts";

export type Kind = "passed" | "failed" | "stopped" | "problem";

export interface Verdict {
  readonly text: string;
  readonly kind: Kind;
  /** What Python said, word for word. */
  readonly said?: string;
}

export const isFailed = ({ different }: Outcome) => different !== null;

/** An input that promises nothing only prepares what is checked, unless something came of it. */
const isCheck = (outcome: Outcome) => outcome.want !== "" || isFailed(outcome);

export const isSolved = ({ outcomes, answer }: Checked) =>
  answer !== undefined && !answer.failed && outcomes.some(isCheck) && !outcomes.some(isFailed);

export function verdict(checked: Checked): Verdict {
  const { answer, outcomes } = checked;
  if (!answer)
    return { text: "Stopped before all was checked. Does something in it never end?", kind: "stopped" };
  if (answer.failed) return failure(answer.failed);
  const failed = outcomes.filter(isFailed).length;
  const passed = outcomes.filter(isCheck).length - failed;
  const after = checked.changed.length
    ? ` It was checked with ${checked.changed.join(" and ")} as you changed it.`
    : "";
  if (failed) return { text: `${counted(failed)} failed, ${passed} passed.${after}`, kind: "failed" };
  return { text: `${passed === 1 ? "The check" : `All ${passed} checks`} passed.${after}`, kind: "passed" };
}

const counted = (count: number) => (count === 1 ? "1 check" : `${count} checks`);

/** The first line of what kept the code from its end is ours, the rest is a traceback. */
function failure({ message, file, line }: NonNullable<Checked["answer"]>["failed"] & object): Verdict {
  const [first = "", ...said] = message.split("\n");
  const text = `Nothing was checked. ${file}, line ${line}: ${first}${said.length ? ":" : "."}`;
  return said.length ? { text, kind: "problem", said: said.join("\n") } : { text, kind: "problem" };
}
