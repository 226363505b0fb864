/** The steps of each level, and the way through them. */

import type { Recording } from "./recording.ts";
import type { Level } from "./trace.ts";

export const LEVELS: readonly Level[] = ["transfer", "line", "instruction"];

export class Levels {
  private readonly steps: Readonly<Record<Level, readonly number[]>>;

  constructor(recording: Recording) {
    const { transfer, line } = recording.film.levels;
    const instruction = recording.steps.map((_, index) => index);
    // A film without a transfer, or without a line, still has steps to go through.
    const lines = line.length ? line : instruction;
    this.steps = {
      transfer: transfer.length ? transfer : lines,
      line: lines,
      instruction,
    };
  }

  of(level: Level): readonly number[] {
    return this.steps[level];
  }

  /** Returns the position of the last step that is not after `index`. */
  position(level: Level, index: number): number {
    const steps = this.steps[level];
    let [low, high] = [0, steps.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((steps[middle] as number) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  has(level: Level, index: number): boolean {
    return this.steps[level][this.position(level, index)] === index;
  }

  /** Returns the step after `index`, or null after the last. */
  next(level: Level, index: number): number | null {
    const at = this.position(level, index);
    const steps = this.steps[level];
    return steps.slice(at, at + 2).find((step) => step > index) ?? null;
  }

  /** Returns the step before `index`, or null before the first. */
  previous(level: Level, index: number): number | null {
    const at = this.position(level, index - 1);
    const step = this.steps[level][at];
    return step !== undefined && step < index ? step : null;
  }

  /** Returns the level that shows the step and is not finer than need be, nor coarser than `level`. */
  showing(level: Level, index: number): Level {
    const from = LEVELS.indexOf(level);
    return LEVELS.slice(from).find((one) => this.has(one, index)) ?? "instruction";
  }
}
