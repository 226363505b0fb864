/** The values beside the arrows of the timeline. */

import type { Arrow } from "./lanes.ts";
import { escaped, tag } from "./markup.ts";
import { ends, LETTER, round, type Scale } from "./scale.ts";

/** How text is drawn. These are attributes: style sheets do not reach here in print. */
export const TEXT = { fill: "currentColor", stroke: "none" };

export interface Label {
  readonly arrow: Arrow;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly isLeft: boolean;
}

/** Where there is no room for all of a value, how many letters of it are tried. */
const SHORTER = [8, 5];

/** Places labels one after the other: whole, or else cut short. Those for which there is no room are left out. */
export function labels(arrows: readonly Arrow[], to: Scale): readonly Label[] {
  const placed: Label[] = [];
  for (const [index, arrow] of arrows.entries()) {
    const free = texts(arrow.label)
      .flatMap((text) => sides(arrow, text, to))
      .find((label) => hasRoom(label, index, arrows, placed, to));
    if (free) placed.push(free);
  }
  return placed;
}

function texts(label: string): readonly string[] {
  if (!label) return [];
  const cut = SHORTER.filter((length) => length < label.length);
  return [label, ...cut.map((length) => `${label.slice(0, length - 1)}…`)];
}

/** Returns the label of an arrow: the one that was placed, or else all of it, where it covers no other if it can. */
export function labelOf(arrow: Arrow, placed: readonly Label[], to: Scale): Label | undefined {
  const own = placed.find((label) => label.arrow === arrow);
  if (own || !arrow.label) return own;
  const both = sides(arrow, arrow.label, to);
  return both.find((label) => !placed.some((other) => overlap(label, other))) ?? both[0];
}

function sides(arrow: Arrow, text: string, to: Scale): readonly Label[] {
  const { x, start, down } = ends(arrow, to);
  const width = text.length * LETTER;
  const y = start + (to.lane / 2) * down + 4;
  const left = { arrow, text, from: x - 6 - width, to: x - 6, y, isLeft: true };
  const right = { arrow, text, from: x + 6, to: x + 6 + width, y, isLeft: false };
  return (down < 0 ? [left, right] : [right, left]).filter(
    (label) => label.from >= to.left && label.to <= to.width,
  );
}

function hasRoom(
  label: Label,
  index: number,
  arrows: readonly Arrow[],
  placed: readonly Label[],
  to: Scale,
): boolean {
  const crosses = (arrow: Arrow) => {
    const { start, end } = ends(arrow, to);
    return Math.min(start, end) <= label.y && Math.max(start, end) >= label.y - 9;
  };
  for (const side of [-1, 1])
    for (let at = index + side; arrows[at]; at += side) {
      const x = to.x((arrows[at] as Arrow).at);
      if (x < label.from - 6 || x > label.to + 6) break;
      if (crosses(arrows[at] as Arrow)) return false;
    }
  for (let at = placed.length - 1; at >= 0; at--) {
    const other = placed[at] as Label;
    if (to.x(other.arrow.at) < label.from - LETTER * 16) break;
    if (overlap(label, other)) return false;
  }
  return true;
}

const overlap = (one: Label, other: Label): boolean =>
  one.y === other.y && one.to + 4 > other.from && one.from - 4 < other.to;

export const drawnLabel = ({ text, from, to, y, isLeft }: Label): string =>
  tag(
    "text",
    {
      ...TEXT,
      class: "fm-value",
      x: round(isLeft ? to : from),
      y,
      "text-anchor": isLeft ? "end" : null,
    },
    escaped(text),
  );
