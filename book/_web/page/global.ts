/** What the scripts of a page know of each other; each is loaded for itself, when it is needed. */

import type { Command } from "./toolbar.ts";

export interface Live {
  /** Does with a block what its button says. */
  act(figure: HTMLElement, command: Command): void;
  /** Shows what the reader made of a block on an earlier visit. */
  reopen(figure: HTMLElement): void;
  /** Returns what the reader made of a block, if it was changed. */
  textOf(figure: HTMLElement): string | undefined;
}

declare global {
  interface Window {
    bookLive?: Live;
  }
}
