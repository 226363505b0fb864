/** A film, ready to be asked: what code, instruction and text belongs to what. */

import type { Code, Film, Instruction, Level, Step, Transfer } from "./trace.ts";

const GENERATORS: ReadonlySet<string> = new Set(["generator", "coroutine", "async_generator"]);

/** Stands for code that was not recorded, where a frame is asked for. */
export const UNRECORDED = -1;

export class Recording {
  readonly steps: readonly Step[];
  /** Code that was not recorded takes part: it resumes frames, and they yield to it. */
  readonly hasUnrecorded: boolean;
  private readonly lines: readonly (readonly string[])[];
  private readonly instructions: readonly ReadonlyMap<number, Instruction>[];
  private readonly names: readonly string[];

  constructor(readonly film: Film) {
    const { trace } = film;
    this.steps = trace.steps;
    this.lines = trace.sources.map((source) => source.text.split("\n"));
    this.instructions = trace.codes.map((code) => new Map(code.instructions.map((one) => [one[0], one])));
    this.names = trace.frames.map((frame) => frame.name ?? trace.codes[frame.code]?.name ?? "");
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

  /** Returns what a frame is called; several of one name are numbered in the order in which they came. */
  name(frame: number): {
    readonly text: string;
    readonly isCode: boolean;
    readonly ordinal: number;
  } {
    if (frame === UNRECORDED) return { text: "the caller", isCode: false, ordinal: 0 };
    if (this.codeOf(frame).kind === "module") return { text: this.moduleName(), isCode: false, ordinal: 0 };
    const text = this.names[frame] ?? "";
    const like = this.names.filter((name) => name === text).length;
    const ordinal = this.names.slice(0, frame + 1).filter((name) => name === text).length;
    return { text, isCode: true, ordinal: like > 1 ? ordinal : 0 };
  }

  plainName(frame: number): string {
    const { text, ordinal } = this.name(frame);
    return ordinal ? `${text} ${ordinal}` : text;
  }

  /** The sentences speak of the caller, which is the program only where no function stands between. */
  private moduleName(): string {
    return this.film.trace.frames.some((_, number) => this.codeOf(number).kind === "function")
      ? "the program"
      : "the caller";
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
