/** Where a frame stands in its source, and which expression that is. */

import { classes, escaped, tag } from "./markup.ts";
import type { Frame } from "./moments.ts";
import { expression, type Segment, segment } from "./segments.ts";
import type { Instruction } from "./trace.ts";
import type { View } from "./view.ts";

export type Reason = "waits" | "arrives" | "runs";

export interface Mark {
  readonly instruction: Instruction;
  /** It waits there; a value arrives there; or, by instruction, it is what runs. */
  readonly reason: Reason;
}

const DELEGATING = /^(yield\s+from|await)\b/;

/** Returns by which expression a frame delegates to another: `yield from`, `await`, or an empty text. */
export function delegating(view: View, frame: Frame): string {
  const text = expression(view.recording, frame.number, frame.at);
  return DELEGATING.exec(text)?.[1]?.replace(/\s+/, " ") ?? "";
}

export function markOf(view: View, frame: Frame): Mark | null {
  const { recording, level } = view;
  const arrival = arriving(view, frame);
  if (arrival) return { instruction: arrival, reason: "arrives" };
  const instruction = recording.instruction(frame.number, frame.at);
  if (!instruction) return null;
  if (frame.state === "suspended") return { instruction, reason: "waits" };
  if (frame.state === "waiting" && delegating(view, frame)) return { instruction, reason: "waits" };
  const isShown = level === "instruction" && frame.state === "running" && recording.isFollowed(frame.number);
  return isShown && instruction[3] === instruction[4] ? { instruction, reason: "runs" } : null;
}

/** Returns the instruction whose value is what arrives in the frame at this step. */
function arriving({ recording, moment, previous }: View, frame: Frame): Instruction | undefined {
  const transfer = recording.transfer(moment.index);
  if (transfer?.to !== frame.number || transfer.value === undefined) return undefined;
  if (!["next", "send", "throw", "close"].includes(transfer.kind)) return undefined;
  const was = previous?.frames.get(frame.number);
  return was?.state === "suspended" ? recording.instruction(frame.number, was.at) : undefined;
}

/** Returns the text of a line from `start` on, with the marked parts of it in their own elements. */
export function markedLine(text: string, line: number, marks: readonly Mark[], start = 0): string {
  const parts = marks
    .map((mark) => ({ ...mark, part: segment(text, line, mark.instruction) }))
    .filter((mark): mark is Mark & { part: Segment } => mark.part !== null)
    .sort((one, other) => one.part.start - other.part.start);
  let html = "";
  let done = start;
  for (const { part, reason } of parts) {
    if (part.start < done) continue;
    html += escaped(text.slice(done, part.start));
    html += tag(
      "u",
      { class: classes("fm-part", `fm-${reason}`) },
      escaped(text.slice(part.start, part.end)),
    );
    done = part.end;
  }
  return html + escaped(text.slice(done));
}
