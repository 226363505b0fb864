/** Where in a line of the source an instruction stands. */

import { indentOf } from "./markup.ts";
import type { Recording } from "./recording.ts";
import type { Instruction } from "./trace.ts";

export interface Segment {
  readonly start: number;
  readonly end: number;
}

/** Returns the index in `text` of the character that begins at a byte of its UTF-8. */
export function fromBytes(text: string, bytes: number): number {
  let index = 0;
  let seen = 0;
  for (const sign of text) {
    if (seen >= bytes) break;
    const point = sign.codePointAt(0) ?? 0;
    seen += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    index += sign.length;
  }
  return index;
}

/** Returns the part of a line that an instruction stands for, without the indentation; null if there is none. */
export function segment(text: string, line: number, instruction: Instruction | undefined): Segment | null {
  if (!instruction) return null;
  const [, , , first, last, column, endColumn] = instruction;
  if (first === null || last === null || column === null || endColumn === null) return null;
  if (line < first || line > last) return null;
  const start = line === first ? fromBytes(text, column) : indentOf(text);
  const end = line === last ? fromBytes(text, endColumn) : text.trimEnd().length;
  return end > start ? { start, end } : null;
}

/** Returns the source text of an instruction if it stands on one line, else an empty text. */
export function expression(recording: Recording, frame: number, at: number | null): string {
  const instruction = recording.instruction(frame, at);
  const line = instruction?.[3] ?? null;
  if (line === null || instruction?.[4] !== line) return "";
  const text = recording.text(recording.codeOf(frame).source, line);
  const found = segment(text, line, instruction);
  return found ? text.slice(found.start, found.end) : "";
}
