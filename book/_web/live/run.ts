/** A run of a block: what it is told meanwhile, and what is left of it. */

import type { Watcher } from "./interpreter.ts";
import type { Part } from "./job.ts";
import type { Answer, Outcome } from "./messages.ts";
import type { Status } from "./status.ts";

export interface Run {
  readonly parts: readonly Part[];
  readonly outcomes: readonly Outcome[];
  /** Missing if the reader stopped it. */
  readonly answer: Answer | undefined;
  /** Did Reset stop it? Then that has had the last word. */
  readonly isReset?: boolean;
}

/** Why Reset stops what is run. */
export const RESET = "reset";

/** Gives what is left of a run as soon as it is stopped, whatever it waits for. */
export function stopped(signal: AbortSignal): Promise<Run> {
  return new Promise((resolve) => {
    const tell = () =>
      resolve({ parts: [], outcomes: [], answer: undefined, isReset: signal.reason === RESET });
    signal.addEventListener("abort", tell, { once: true });
  });
}

/** Shows how it goes with the run of the block that the reader knows by that name, and collects what comes of it. */
export function watcherOf(name: string, status: Status, outcomes: Outcome[]): Watcher {
  return {
    name,
    waiting: (other) => status.waiting(other),
    starting: () => status.starting(),
    loading: (...how) => status.loading(...how),
    running: (version) => status.running(version),
    heard: (said) => {
      if ("printed" in said) status.printed(said.printed);
      else outcomes.push(said);
    },
  };
}
