/** The timeline: a lane for each frame, and an arrow for each transfer. */

import { drawnLabel, type Label, labelOf, labels, TEXT } from "./labels.ts";
import type { Arrow, Lanes, Stretch } from "./lanes.ts";
import { classes, escaped, tag } from "./markup.ts";
import { ends, LETTER, type Scale } from "./scale.ts";
import type { State } from "./trace.ts";

export interface TimelineOptions {
  readonly title?: string;
  /** A class of its own. */
  readonly look?: string;
  /** The labels, if they have been placed already. */
  readonly placed?: readonly Label[];
}

const FONT = "Source Code Pro, DejaVu Sans Mono, monospace";

/** Returns the drawing: all that stays while the reader goes through the steps. Without a title it says nothing that
 * is not said beside it. */
export function timeline(
  lanes: Lanes,
  to: Scale,
  { title = "", look = "", placed = labels(lanes.arrows, to) }: TimelineOptions = {},
): string {
  const content = [
    ...lanes.names.map((name, lane) => laneName(name, lane, to)),
    ...paths(lanes.stretches, to),
    ...shafts(lanes.arrows, to),
    ...placed.map(drawnLabel),
  ];
  return sheet(to, classes("fm-timeline", look), content.join(""), title);
}

/** Returns an empty sheet over the drawing, for the cursor: what moves lies apart from what stays. */
export const overlay = (to: Scale): string => sheet(to, "fm-timeline fm-here", "");

function sheet(to: Scale, look: string, content: string, title = ""): string {
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    class: look,
    viewBox: `0 0 ${to.width} ${to.height}`,
    fill: "none",
    stroke: "currentColor",
    "font-family": FONT,
    "font-size": 11,
    role: title ? "img" : null,
    "aria-hidden": title ? null : "true",
  };
  return tag("svg", attributes, (title && tag("title", {}, escaped(title))) + content);
}

function laneName(name: string, lane: number, to: Scale): string {
  const room = Math.floor((to.left - 12) / LETTER);
  // Its number stays, which tells frames of one name apart.
  const number = / #\d+$/.exec(name)?.[0] ?? "";
  const text = name.length > room ? `${name.slice(0, room - 1 - number.length)}…${number}` : name;
  return tag("text", { ...TEXT, class: "fm-lane", x: 0, y: to.y(lane) + 4 }, escaped(text));
}

/** Width and dashes of the line in each state. They are attributes: style sheets do not reach here in print. */
const STROKES: Readonly<Record<State, readonly [number, string?]>> = {
  created: [2, "1 4"],
  running: [4],
  waiting: [1.25],
  suspended: [1.75, "6 4"],
  closed: [2],
};

/** One path for each look, however many stretches there are. */
function paths(stretches: readonly Stretch[], to: Scale): string[] {
  const drawn = new Map<State, string>();
  for (const { lane, state, from, to: end } of stretches) {
    const [x, y] = [to.x(from), to.y(lane)];
    const line =
      state === "closed" ? `M${x + 3} ${y - 7}v14M${x + 7} ${y - 7}v14` : `M${x} ${y}H${to.x(end)}`;
    drawn.set(state, (drawn.get(state) ?? "") + line);
  }
  return [...drawn].map(([state, d]) => {
    const [width, dashes] = STROKES[state];
    return tag("path", {
      class: `fm-is-${state}`,
      "stroke-width": width,
      "stroke-dasharray": dashes,
      d,
    });
  });
}

function shafts(arrows: readonly Arrow[], to: Scale): string[] {
  const all = (draw: (arrow: Arrow, to: Scale) => string) => arrows.map((arrow) => draw(arrow, to)).join("");
  return drawnArrow(all(shaft), all(head), all(ring));
}

function drawnArrow(line: string, tip: string, rings: string): string[] {
  return [
    tag("path", { class: "fm-shaft", "stroke-width": 1.25, d: line }),
    tag("path", {
      class: "fm-tip",
      fill: "currentColor",
      stroke: "none",
      d: tip,
    }),
    rings &&
      tag("path", {
        class: "fm-ring",
        fill: "#fff",
        "stroke-width": 1.25,
        d: rings,
      }),
  ];
}

function shaft(arrow: Arrow, to: Scale): string {
  const { x, start, end, down } = ends(arrow, to);
  const tip = end - 8 * down;
  if (arrow.name === "returned") return `M${x - 1.8} ${start}V${tip}M${x + 1.8} ${start}V${tip}`;
  if (arrow.name !== "thrown" && arrow.name !== "raised") return `M${x} ${start}V${tip}`;
  const zigzag = [-4, 4, -4, 4].map((side, at) => `L${x + side} ${start + (3 + 3.4 * at) * down}`).join("");
  return `M${x} ${start}${zigzag}L${x} ${start + 16 * down}V${tip}`;
}

function head(arrow: Arrow, to: Scale): string {
  const { x, end, down } = ends(arrow, to);
  const tip = end - 1.5 * down;
  return `M${x} ${tip}L${x - 4} ${tip - 8 * down}H${x + 4}Z`;
}

const ring = (arrow: Arrow, to: Scale): string =>
  arrow.lanes
    .slice(1, -1)
    .map((lane) => `M${to.x(arrow.at) - 3.4} ${to.y(lane)}a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0`)
    .join("");

/** Returns what moves: where the reader is, and the transfer of this step, which always has its label. */
export function cursor(lanes: Lanes, to: Scale, place: number, placed: readonly Label[]): string {
  const x = to.x(place);
  const line = tag("path", { class: "fm-cursor", d: `M${x} 0V${to.height}` });
  const arrow = lanes.arrows.find((one) => one.at === place);
  if (!arrow) return line;
  const label = labelOf(arrow, placed, to);
  const parts = drawnArrow(shaft(arrow, to), head(arrow, to), ring(arrow, to));
  return line + tag("g", { class: "fm-now" }, parts.join("") + (label ? drawnLabel(label) : ""));
}
