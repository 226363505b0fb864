/** A film, ready to be asked: what code, instruction and text belongs to what. */

import type { Code, Film, Instruction, Level, Step, Transfer } from "./trace.ts";

const GENERATORS: ReadonlySet<string> = new Set(["generator", "coroutine", "async_generator"]);

/** Stands for code that was not recorded, where a frame is asked for. */
export const UNRECORDED = -1;

export class Recording {
  readonly steps: readonly Step[];
  /** The panels: every transfer but the program's own start and end, where nothing is to be seen yet, or any more. */
  readonly panels: readonly number[];
  /** Code that was not recorded takes part: it resumes frames, and they yield to it. */
  readonly hasUnrecorded: boolean;
  private readonly lines: readonly (readonly string[])[];
  private readonly instructions: readonly ReadonlyMap<number, Instruction>[];

  constructor(readonly film: Film) {
    const { trace } = film;
    this.steps = trace.steps;
    this.lines = trace.sources.map((source) => source.text.split("\n"));
    this.instructions = trace.codes.map((code) => new Map(code.instructions.map((one) => [one[0], one])));
    this.panels = film.levels.transfer.filter((index) => {
      const transfer = this.transfer(index);
      return transfer && !this.isOwn(transfer);
    });
    this.hasUnrecorded = trace.steps.some(
      ({ transfer: one }) => one && (one.from === null || one.to === null) && !this.isOwn(one),
    );
  }

  codeOf(frame: number): Code {
    const raw = this.film.trace.frames[frame];
    return this.film.trace.codes[raw?.code ?? 0] as Code;
  }

  isGenerator(frame: number): boolean {
    return frame >= 0 && GENERATORS.has(this.codeOf(frame).kind);
  }

  /** Whether the steps of the frame are its instructions: only then its evaluation stack was looked at. */
  isFollowed(frame: number): boolean {
    return (this.codeOf(frame).by ?? this.film.trace.by) === "opcode";
  }

  instruction(frame: number, at: number | null): Instruction | undefined {
    const code = this.film.trace.frames[frame]?.code ?? 0;
    return at === null ? undefined : this.instructions[code]?.get(at);
  }

  /** Returns the text of a line, empty where there is none. */
  text(source: number, line: number | null): string {
    const first = this.film.trace.sources[source]?.first ?? 1;
    return (line === null ? undefined : this.lines[source]?.[line - first]) ?? "";
  }

  /** Returns what a frame is called, as the sentences call it. */
  name(frame: number): {
    readonly text: string;
    readonly isCode: boolean;
  } {
    if (frame === UNRECORDED) return { text: "the caller", isCode: false };
    return { text: this.film.labels[frame] ?? "", isCode: this.codeOf(frame).kind !== "module" };
  }

  plainName(frame: number): string {
    return this.name(frame).text;
  }

  transfer(index: number): Transfer | undefined {
    return this.steps[index]?.transfer;
  }

  /** Whether a transfer is the program's own start or end. */
  isOwn({ kind, from, to }: Transfer): boolean {
    const outside = from === null ? to : to === null ? from : null;
    return outside !== null && !this.isGenerator(outside) && ["call", "return", "raise"].includes(kind);
  }

  sentence(index: number, level: Level): string {
    const { sentences, lines } = this.film;
    return (level === "line" ? lines[index] : undefined) ?? sentences[index] ?? "";
  }
}
