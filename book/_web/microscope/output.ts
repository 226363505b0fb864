/** What the program printed until a step. */

import { escaped, tag } from "./markup.ts";
import type { Recording } from "./recording.ts";

export class Printed {
  private readonly text: string;
  /** How much of the text was printed until each step. */
  private readonly until: readonly number[];

  constructor(recording: Recording) {
    let text = "";
    this.until = recording.steps.map((step) => {
      for (const [, part] of step.output ?? []) text += part;
      return text.length;
    });
    this.text = text;
  }

  /** Returns the text until step `index`, with what came after step `before` marked. */
  at(index: number, before: number | null): string {
    const end = this.until[index] ?? 0;
    const start = before === null ? end : Math.min(end, this.until[before] ?? 0);
    const fresh = this.text.slice(start, end);
    return escaped(this.text.slice(0, start)) + (fresh && tag("mark", {}, escaped(fresh)));
  }
}
