/** What is to be said of a run. */

import { isSession, type Part } from "./job.ts";
import { joined, mention } from "./listings.ts";
import type { Answer, Outcome } from "./messages.ts";
import type { Kind } from "./status.ts";

export interface Verdict {
  readonly kind: Kind;
  readonly said: readonly (Node | string)[];
  /** A traceback, say. */
  readonly details?: string;
}

/** Judges a run by its answer, which is missing if the reader stopped it. */
export function verdict(
  parts: readonly Part[],
  outcomes: readonly Outcome[],
  answer: Answer | undefined,
): Verdict {
  if (!answer) return { kind: "stopped", said: ["Stopped. The next run starts afresh."] };
  if (answer.failed) return failure(parts, answer.failed);
  const { kind, text } = comparison(parts.at(-1), outcomes);
  return { kind, said: [text, ...continued(parts)] };
}

function comparison(part: Part | undefined, outcomes: readonly Outcome[]): { kind: Kind; text: string } {
  if (part?.isChanged) return { kind: "changed", text: "It ran as you changed it." };
  if (outcomes.some(({ different }) => different !== null))
    return { kind: "differs", text: "This is not what the page has: it is marked where they differ." };
  if (!outcomes.some(({ got }) => got)) return { kind: "same", text: "It ran, and printed nothing." };
  const isWhole = !part || !isSession(part) || outcomes.every(({ want, got }) => want === got);
  const more = isWhole ? "" : " The lines that the page leaves out are shown, too.";
  return { kind: "same", text: `It ran, and printed what the page has.${more}` };
}

function continued(parts: readonly Part[]): (Node | string)[] {
  const changed = parts.slice(0, -1).filter(({ isChanged }) => isChanged);
  if (changed.length === 0) return [];
  return [" It continues ", ...joined(changed.map(mention)), ", as you changed ", them(changed.length), "."];
}

const them = (count: number) => (count === 1 ? "it" : "them");

function failure(parts: readonly Part[], failed: NonNullable<Answer["failed"]>): Verdict {
  const [first = "", ...rest] = failed.message.trimEnd().split("\n");
  const part = parts.find(({ file }) => file === failed.file);
  const isOwn = !part || part === parts.at(-1);
  const where = isOwn
    ? [`Line ${failed.line}: `]
    : [mention(part), `, which runs first, line ${failed.line}: `];
  const details = rest.length ? { details: rest.join("\n") } : {};
  return { kind: "problem", said: [...where, first], ...details };
}
