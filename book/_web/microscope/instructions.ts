/** The instructions of a frame's code, with the one that it stands at. */

import { glyph } from "./look.ts";
import { classes, code, escaped, span, tag } from "./markup.ts";
import type { Frame } from "./moments.ts";
import type { Recording } from "./recording.ts";
import type { View } from "./view.ts";

/** Returns the frame whose instructions are looked at, unless the reader chose one: it runs, or ran last. */
export function lookedAt({ recording, moment }: View): number | null {
  for (let index = moment.index; index >= 0; index--) {
    const frame = recording.steps[index]?.frame ?? -1;
    if (recording.isFollowed(frame) && moment.frames.has(frame)) return frame;
  }
  return [...moment.frames.keys()].find((frame) => recording.isFollowed(frame)) ?? null;
}

/** Returns the frames that can be chosen. */
export function choices(recording: Recording): string {
  const frames = recording.film.trace.frames
    .map((_, number) => number)
    .filter((number) => recording.isFollowed(number))
    .map((number) => tag("option", { value: number }, escaped(recording.plainName(number))));
  return tag("option", { value: "" }, "the frame that runs") + frames.join("");
}

export function instructions(view: View, number: number): string {
  const { recording, moment } = view;
  const frame = moment.frames.get(number);
  let line: number | null = null;
  const rows = recording.codeOf(number).instructions.map((instruction) => {
    const [offset, name, argument, at] = instruction;
    const isHere = frame !== undefined && stands(frame) && frame.at === offset;
    const lineCell = at !== null && at !== line ? String(at) : "";
    line = at ?? line;
    const cells = [
      tag("td", { class: "fm-number" }, lineCell),
      tag("td", { class: "fm-mark" }, isHere ? glyph(frame.state) + span("fm-spoken", frame.state) : ""),
      tag("td", { class: "fm-number" }, String(offset)),
      tag("td", {}, `${code(name)} ${tag("code", { class: "fm-quiet" }, escaped(argument))}`),
    ];
    return tag("tr", { class: classes(isHere && `fm-at-${frame.state}`) || null }, cells.join(""));
  });
  const head = ["Line", "State", "Offset", "Instruction"].map((text) => tag("th", { scope: "col" }, text));
  const caption = tag(
    "caption",
    { class: "fm-spoken" },
    `Instructions of ${escaped(recording.plainName(number))}`,
  );
  return tag(
    "table",
    {},
    caption + tag("thead", {}, tag("tr", {}, head.join(""))) + tag("tbody", {}, rows.join("")),
  );
}

const stands = (frame: Frame): boolean => ["running", "waiting", "suspended"].includes(frame.state);
