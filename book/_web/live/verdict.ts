/** What is to be said of a run. */

import type { Linked } from "./chapters.ts";
import { changeOf } from "./job.ts";
import type { Answer, Outcome } from "./messages.ts";

type Said = [text: string, kind: string];

/** Returns the sentence, and of what kind it is; `answer` is missing if the reader stopped the run. */
export function verdict(
  blocks: readonly Linked[],
  outcomes: readonly Outcome[],
  answer: Answer | undefined,
): Said {
  if (!answer) return ["Stopped. The next run starts afresh.", "stopped"];
  if (answer.failed) return [failure(blocks, answer.failed), "problem"];
  const [last, ...before] = [...blocks].reverse();
  const changed = before.filter((block) => changeOf(block) !== undefined);
  const after = changed.length
    ? ` It continues ${changed.map(({ file }) => file).join(" and ")} as you changed it.`
    : "";
  if (last && changeOf(last) !== undefined) return [`It ran as you changed it.${after}`, "changed"];
  const different = outcomes.filter(({ different }) => different !== null).length;
  if (different) return [`This is not what the page has: what differs is marked.${after}`, "differs"];
  return [
    `It ran, and printed ${outcomes.some(({ got }) => got) ? "what the page has" : "nothing"}.${after}`,
    "same",
  ];
}

function failure(blocks: readonly Linked[], { message, file, line }: NonNullable<Answer["failed"]>): string {
  const own = blocks.at(-1)?.file === file;
  return `${own ? "Line" : `${file}, which runs first, line`} ${line}: ${message}`;
}
