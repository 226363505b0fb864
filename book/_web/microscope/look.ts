/** How the states of a frame look: each has a word, a shape and an outline besides its colour. */

import { escaped, span, tag } from "./markup.ts";
import type { Frame, Moment } from "./moments.ts";
import type { Recording } from "./recording.ts";
import type { State } from "./trace.ts";

const SHAPES: Readonly<Record<State, string>> = {
  created: '<circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  running: '<path d="M2 .8 11 6 2 11.2Z"/>',
  waiting: '<path d="M2.6 1.8 9.8 6 2.6 10.2Z" fill="none" stroke="currentColor" stroke-width="1.5"/>',
  suspended: '<path d="M2 1h2.9v10H2zM7.1 1H10v10H7.1z"/>',
  closed: '<path d="M1.5 1.5h9v9h-9z"/>',
};

/** Its looks are attributes too: where a style sheet does not reach into drawings, as in print, they hold. */
export function drawing(width: number, height: number, classes: string, shapes: string): string {
  return tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      class: classes,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      fill: "currentColor",
      "aria-hidden": "true",
    },
    shapes,
  );
}

export const glyph = (state: State): string => drawing(12, 12, "fm-glyph", SHAPES[state]);

/** Returns the word for a frame's state. A generator that called another still runs, says Python; it waits in it. */
export function word(recording: Recording, moment: Moment, frame: Frame): string {
  if (!recording.isGenerator(frame.number)) return frame.state === "closed" ? "ended" : frame.state;
  if (frame.state !== "waiting") return frame.state;
  const inside = moment.stack[moment.stack.indexOf(frame) + 1];
  return inside ? `running, in ${recording.plainName(inside.number)}` : "running";
}

/** The sign and the word stay together; in which frame it waits may go on below. */
export function stateMark(state: State, text: string): string {
  const [word, inside] = text.split(/(?<=,)(?= )/, 2);
  const rest = inside ? span("fm-inner-name", escaped(inside)) : "";
  return span("fm-state", `${glyph(state)}\u00A0${escaped(word ?? "")}${rest}`);
}

/** Returns the name of a frame as a title. */
export function title(recording: Recording, number: number): string {
  const { text, isCode } = recording.name(number);
  return span("fm-name", isCode ? tag("code", {}, escaped(text)) : escaped(text));
}

/** Code that was not recorded runs while no recorded frame does. */
export const unrecordedState = (moment: Moment): State => (moment.stack.length > 0 ? "waiting" : "running");
