/** What the scripts of a page know of each other; each is loaded for itself, when it is needed. */

import type { Answer, Outcome } from "../live/messages.ts";
import type { Command } from "./toolbar.ts";

/** What became of the inputs of a session; of a run that was stopped there is no answer. */
export interface Checked {
  readonly outcomes: readonly Outcome[];
  readonly answer: Answer | undefined;
  /** The blocks before the one that was checked that the reader had changed. */
  readonly changed: readonly string[];
}

export interface Live {
  /** Does with a block what its button says. */
  act(figure: HTMLElement, command: Command): void;
  /** Shows what the reader made of a block on an earlier visit. */
  reopen(figure: HTMLElement): void;
  /** Returns what the editor of a block holds, changed or not, if one is open. */
  textOf(figure: HTMLElement): string | undefined;
  /** Runs a session of the corpus after a block as it now stands, in its editor.
   * @throws Error for the reader, if there is nothing to run it. */
  check(figure: HTMLElement, session: string): Promise<Checked>;
}

declare global {
  interface Window {
    bookLive?: Live;
  }
}
