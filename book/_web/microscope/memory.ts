/** What the browser remembers for the reader, where it is allowed to. */

import { LEVELS } from "./levels.ts";
import type { Level } from "./trace.ts";

const KEY = "microscope-level";

export function rememberedLevel(): Level | undefined {
  try {
    const level = localStorage.getItem(KEY);
    return LEVELS.find((one) => one === level);
  } catch {
    return undefined;
  }
}

export function rememberLevel(level: Level): void {
  try {
    localStorage.setItem(KEY, level);
  } catch {
    // The choice then holds for this page only.
  }
}
