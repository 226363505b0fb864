/** The values beside the arrows of the timeline. */

import type { Arrow } from "./lanes.ts";
import { escaped, tag } from "./markup.ts";
import { ends, LETTER, round, type Scale } from "./scale.ts";

/** How text is drawn. These are attributes: style sheets do not reach here in print. */
export const TEXT = { fill: "currentColor", stroke: "none" };

interface Label {
  readonly arrow: Arrow;
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly isLeft: boolean;
}

/** Places labels one after the other, and leaves out those for which there is no room on either side. */
export function labels(arrows: readonly Arrow[], to: Scale): string[] {
  const placed: Label[] = [];
  for (const [index, arrow] of arrows.entries()) {
    if (!arrow.label) continue;
    const free = sides(arrow, to).find((label) => hasRoom(label, index, arrows, placed, to));
    if (free) placed.push(free);
  }
  return placed.map((label) => text(label));
}

export function sides(arrow: Arrow, to: Scale): readonly Label[] {
  const { x, start, down } = ends(arrow, to);
  const width = arrow.label.length * LETTER;
  const y = start + (to.lane / 2) * down + 4;
  const left = { arrow, from: x - 6 - width, to: x - 6, y, isLeft: true };
  const right = { arrow, from: x + 6, to: x + 6 + width, y, isLeft: false };
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
    if (other.y === label.y && other.to + 4 > label.from && other.from - 4 < label.to) return false;
  }
  return true;
}

export const text = ({ arrow, from, to, y, isLeft }: Label): string =>
  tag(
    "text",
    {
      ...TEXT,
      class: "fm-value",
      x: round(isLeft ? to : from),
      y,
      "text-anchor": isLeft ? "end" : null,
    },
    escaped(arrow.label),
  );
