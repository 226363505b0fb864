/** A film as it comes: a recording by gentools, the steps of each level, and a sentence for each step. */

export type Level = "transfer" | "line" | "instruction";
export type State = "created" | "running" | "waiting" | "suspended" | "closed";
export type By = "opcode" | "line" | "transfer";
export type Kind = "module" | "class" | "function" | "generator" | "coroutine" | "async_generator";
export type Way =
  | "call"
  | "create"
  | "start"
  | "next"
  | "send"
  | "throw"
  | "close"
  | "yield"
  | "return"
  | "raise";

/** Offset, name, argument; line, end line, column, end column. Columns count bytes of UTF-8. */
export type Instruction = readonly [
  number,
  string,
  string,
  number | null,
  number | null,
  number | null,
  number | null,
];

export interface Source {
  readonly name: string;
  readonly text: string;
  readonly first: number;
}

export interface Code {
  readonly name: string;
  readonly kind: Kind;
  readonly source: number;
  readonly by?: By;
  readonly instructions: readonly Instruction[];
}

export interface Value {
  readonly type: string;
  readonly text: string;
}

export interface Change {
  readonly state?: State;
  readonly at?: number;
  readonly by?: number | null;
  readonly delegate?: number | null;
  readonly handling?: number | null;
  readonly set?: Readonly<Record<string, number>>;
  readonly unset?: readonly string[];
  readonly stack?: readonly number[] | null;
  readonly pop?: number;
  readonly push?: readonly number[];
}

export interface Transfer {
  readonly kind: Way;
  readonly from: number | null;
  readonly to: number | null;
  readonly value?: number;
  readonly how?: string;
  readonly through?: readonly number[];
  readonly passing?: boolean;
}

export type Output = readonly (readonly [string, string])[];

export interface Step {
  readonly frame: number;
  readonly at: number;
  readonly transfer?: Transfer;
  readonly changes?: Readonly<Record<string, Change>>;
  readonly values?: Readonly<Record<string, Value>>;
  readonly output?: Output;
}

export interface Trace {
  readonly python: string;
  readonly by: By;
  readonly name: string;
  readonly stack: "visible" | "not visible";
  readonly sources: readonly Source[];
  readonly codes: readonly Code[];
  readonly frames: readonly { readonly code: number; readonly name?: string }[];
  readonly values: readonly Value[];
  readonly steps: readonly Step[];
  readonly output: Output;
  readonly end: {
    readonly how: string;
    readonly sentence: string;
    readonly value?: number;
  };
}

export interface Film {
  readonly trace: Trace;
  readonly levels: {
    readonly transfer: readonly number[];
    readonly line: readonly number[];
  };
  readonly sentences: readonly string[];
  readonly lines: Readonly<Record<string, string>>;
}

const FILM_VERSION = 1;
const TRACE_VERSION = 1;

/** Returns the film that `data` is.
 * @throws Error if it is damaged, or of a newer version; its message is for the reader. */
export function parseFilm(data: unknown): Film {
  const film = data as (Film & Versioned) | null;
  checkVersion(film, "gentools-film", FILM_VERSION);
  checkVersion(film?.trace as (Trace & Versioned) | undefined, "gentools-trace", TRACE_VERSION);
  try {
    check(film as Film);
  } catch (error) {
    if (error instanceof Damage) throw error;
    throw new Damage("a part of it is missing");
  }
  return film as Film;
}

interface Versioned {
  readonly format?: unknown;
  readonly version?: unknown;
}

class Damage extends Error {
  constructor(what: string) {
    super(`The recording is damaged: ${what}.`);
  }
}

function checkVersion(data: Versioned | null | undefined, format: string, version: number): void {
  if (data?.format !== format) throw new Damage(`it is no ${format}`);
  if (typeof data.version === "number" && data.version > version)
    throw new Error("The recording was made by a newer version of gentools than this page can show.");
  if (data.version !== version) throw new Damage("it has no version");
}

/** Every number that the drawing follows is looked at once, so that nothing fails half way through a step. */
function check({ trace, levels, sentences, lines }: Film): void {
  const { sources, codes, frames, values, steps } = trace;
  const within = (number: number, list: { length: number }, what: string) => {
    if (!Number.isInteger(number) || number < 0 || number >= list.length)
      throw new Damage(`it names ${what} ${number}, which is not there`);
  };
  if (steps.length === 0) throw new Damage("it has no steps");
  if (sentences.length !== steps.length) throw new Damage("steps and sentences do not agree");
  for (const { text, first } of sources)
    if (typeof text !== "string" || !(first > 0)) throw new Damage("a source is unreadable");
  for (const { source, instructions } of codes) {
    within(source, sources, "source");
    if (!Array.isArray(instructions)) throw new Damage("a code object has no instructions");
  }
  for (const { code } of frames) within(code, codes, "code object");
  for (const step of steps) checkStep(step, frames, values, within);
  for (const list of [levels.transfer, levels.line]) for (const index of list) within(index, steps, "step");
  if (typeof lines !== "object" || typeof trace.end.sentence !== "string")
    throw new Damage("its end is missing");
  for (const [, text] of [...trace.output, ...steps.flatMap((step) => step.output ?? [])])
    if (typeof text !== "string") throw new Damage("what was printed is unreadable");
}

type Within = (number: number, list: { length: number }, what: string) => void;

function checkStep(step: Step, frames: Trace["frames"], values: Trace["values"], within: Within): void {
  within(step.frame, frames, "frame");
  for (const key in step.changes) {
    const change = step.changes[key] as Change;
    within(Number(key), frames, "frame");
    if (typeof change.by === "number") within(change.by, frames, "frame");
    if (typeof change.delegate === "number") within(change.delegate, frames, "frame");
    if (typeof change.handling === "number") within(change.handling, values, "value");
    for (const name in change.set) within(change.set[name] as number, values, "value");
    for (const number of change.stack ?? []) within(number, values, "value");
    for (const number of change.push ?? []) within(number, values, "value");
  }
  for (const key in step.values) within(Number(key), values, "value");
  const transfer = step.transfer;
  if (!transfer) return;
  for (const number of [transfer.from, transfer.to, ...(transfer.through ?? [])])
    if (number !== null) within(number, frames, "frame");
  if (transfer.value !== undefined) within(transfer.value, values, "value");
}
