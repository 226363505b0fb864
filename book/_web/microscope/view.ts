/** What is drawn: a step, what it is compared with, and the level that the reader goes by. */

import { type Moment, Moments } from "./moments.ts";
import { parseFilm } from "./parse.ts";
import { Recording } from "./recording.ts";
import type { Level } from "./trace.ts";

export interface View {
  readonly recording: Recording;
  readonly moment: Moment;
  /** The step of the recording just before. */
  readonly previous: Moment | null;
  /** The step that the reader saw before, by the same level: what differs from it is marked. */
  readonly before: Moment | null;
  readonly level: Level;
  /** A panel of the filmstrip: less room, and nothing to click. */
  readonly small: boolean;
}

/** A film with the states of its steps. */
export class Reel {
  readonly recording: Recording;
  private readonly moments: Moments;

  /** @throws Error if the film is damaged or of a newer version. */
  constructor(film: unknown) {
    this.recording = new Recording(parseFilm(film));
    this.moments = new Moments(this.recording);
  }

  view(index: number, before: number | null, level: Level, small = false): View {
    const earlier = before === null ? null : this.moments.at(before);
    const previous = index === 0 ? null : this.moments.at(index - 1);
    return {
      recording: this.recording,
      moment: this.moments.at(index),
      previous,
      before: earlier,
      level,
      small,
    };
  }
}
