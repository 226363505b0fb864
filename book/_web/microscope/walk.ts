/** Where the reader is, and where each control leads. It knows nothing of the page. */

import type { Levels } from "./levels.ts";
import type { Level } from "./trace.ts";

export type Move = "first" | "back" | "next" | "last" | "line" | "transfer" | "transfer-back";

export class Walk {
  /** The number of the step in the recording, from 0. */
  index = 0;

  constructor(
    private readonly levels: Levels,
    public level: Level,
  ) {
    this.index = levels.of(level)[0] ?? 0;
  }

  /** The place of the step among those of the level, from 0. */
  get position(): number {
    return this.levels.position(this.level, this.index);
  }

  get count(): number {
    return this.levels.of(this.level).length;
  }

  /** The step that was seen before this one by the same level; null at the first. */
  get before(): number | null {
    return this.levels.previous(this.level, this.index);
  }

  /** Goes to any step; where the level does not show it, by the next finer one that does. */
  to(index: number): void {
    this.level = this.levels.showing(this.level, index);
    this.index = index;
  }

  toPosition(position: number): void {
    this.index = this.levels.of(this.level)[position] ?? this.index;
  }

  /** Goes by another level, at the last of its steps that is not after this one. */
  by(level: Level): void {
    this.level = level;
    this.toPosition(this.position);
  }

  /** Returns the step that a move leads to; null if there is none. */
  target(move: Move): number | null {
    const { levels, level, index } = this;
    switch (move) {
      case "first":
        return this.position === 0 ? null : (levels.of(level)[0] ?? null);
      case "last":
        return this.position === this.count - 1 ? null : (levels.of(level).at(-1) ?? null);
      case "back":
        return this.before;
      case "next":
        return levels.next(level, index);
      case "line":
      case "transfer":
        return levels.next(move, index);
      case "transfer-back":
        return levels.previous("transfer", index);
    }
  }

  /** Makes a move, and returns whether it led anywhere. */
  move(move: Move): boolean {
    const target = this.target(move);
    if (target === null) return false;
    this.to(target);
    return true;
  }
}
