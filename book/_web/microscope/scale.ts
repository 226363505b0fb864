/** Where things are on the timeline. */

import type { Arrow, Lanes } from "./lanes.ts";

export interface Scale {
  readonly width: number;
  /** Where the first place of the line is; left of it stand the names. */
  readonly left: number;
  readonly right: number;
  readonly lane: number;
  readonly height: number;
  readonly x: (place: number) => number;
  readonly y: (lane: number) => number;
}

/** How wide a letter is. */
export const LETTER = 6.7;
const TOP = 14;
const END = 20;

export function scale({ names, places }: Lanes, width: number): Scale {
  const longest = Math.max(...names.map((name) => name.length));
  const left = Math.min(Math.round(longest * LETTER) + 16, Math.round(width / 4));
  const right = width - END;
  const lane = names.length <= 4 ? 34 : names.length <= 8 ? 28 : 20;
  const step = (right - left) / Math.max(1, places - 1);
  return {
    width,
    left,
    right,
    lane,
    height: TOP * 2 + lane * (names.length - 1),
    x: (place) => round(left + place * step),
    y: (number) => TOP + lane * number,
  };
}

export const round = (number: number): number => Math.round(number * 10) / 10;

/** Where an arrow begins and ends, and whether it goes down (1) or up (-1). */
export const ends = (arrow: Arrow, to: Scale) => {
  const [start, end] = [to.y(arrow.lanes[0] ?? 0), to.y(arrow.lanes.at(-1) ?? 0)];
  return { x: to.x(arrow.at), start, end, down: end > start ? 1 : -1 };
};

/** Returns the place of the line that is nearest to `x`. */
export function placeAt({ places }: Lanes, to: Scale, x: number): number {
  const share = (x - to.left) / (to.right - to.left);
  return Math.max(0, Math.min(places - 1, Math.round(share * (places - 1))));
}
