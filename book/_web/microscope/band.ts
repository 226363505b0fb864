/** The timeline as it is played: drawn once for a level and a width, then only its cursor moves. */

import { type Label, labels } from "./labels.ts";
import { type Lanes, lanes } from "./lanes.ts";
import type { Levels } from "./levels.ts";
import { setAttribute } from "./morph.ts";
import type { Recording } from "./recording.ts";
import { Region } from "./region.ts";
import { placeAt, type Scale, scale } from "./scale.ts";
import { cursor, overlay, timeline } from "./timeline.ts";
import type { Level } from "./trace.ts";

/** The slider's thumb is this wide; its middle is the foot of the cursor. */
const THUMB = 18;

export class Band {
  private drawn:
    | { lanes: Lanes; to: Scale; placed: readonly Label[]; here: Region; level: Level }
    | undefined;
  private readonly drawing: HTMLElement;
  private readonly slider: HTMLInputElement;

  constructor(
    band: HTMLElement,
    private readonly recording: Recording,
    private readonly levels: Levels,
    private readonly ordered: readonly number[],
  ) {
    this.drawing = band.querySelector(".fm-drawing") as HTMLElement;
    this.slider = band.querySelector("input") as HTMLInputElement;
  }

  /** Draws the timeline, if it is not there yet in this width and for this level. */
  draw(level: Level): void {
    const width = Math.max(240, this.drawing.clientWidth);
    if (this.drawn?.level === level && this.drawn.to.width === width) return;
    const all = lanes(this.recording, this.levels.of(level), this.ordered);
    const to = scale(all, width);
    const placed = labels(all.arrows, to);
    this.drawing.innerHTML = timeline(all, to, { placed }) + overlay(to);
    const here = new Region(this.drawing.lastElementChild as Element);
    this.drawn = { lanes: all, to, placed, here, level };
    // The slider lies under the line, from its first place to its last.
    this.slider.style.marginInlineStart = `${to.left - THUMB / 2}px`;
    this.slider.style.width = `${to.right - to.left + THUMB}px`;
  }

  /** Shows where the reader is. The first drawing comes later, once the width is known. */
  show(level: Level, position: number, count: number, name: string): void {
    if (this.drawn && this.drawn.level !== level) this.draw(level);
    setAttribute(this.slider, "max", String(count - 1));
    this.slider.value = String(position);
    this.slider.setAttribute("aria-valuetext", name);
    if (!this.drawn) return;
    const { lanes: all, to, placed, here } = this.drawn;
    here.show(cursor(all, to, position, placed));
  }

  /** Returns the position that was clicked, or null where there is none. */
  positionAt(event: MouseEvent): number | null {
    const svg = this.drawing.firstElementChild;
    if (!this.drawn || !svg) return null;
    return placeAt(this.drawn.lanes, this.drawn.to, event.clientX - svg.getBoundingClientRect().left);
  }
}
