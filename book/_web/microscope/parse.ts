/** Reads a film, and refuses one that is damaged or newer before anything of it is shown. */

import type { Change, Film, Output, Step, Trace, Transfer } from "./trace.ts";

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
  const { sources, codes, frames, steps } = trace;
  if (steps.length === 0) throw new Damage("it has no steps");
  if (sentences.length !== steps.length) throw new Damage("steps and sentences do not agree");
  for (const { text, first } of sources)
    if (typeof text !== "string" || !(first > 0)) throw new Damage("a source is unreadable");
  for (const { source, instructions } of codes) {
    within(source, sources, "source");
    if (!Array.isArray(instructions)) throw new Damage("a code object has no instructions");
  }
  for (const { code } of frames) within(code, codes, "code object");
  for (const step of steps) checkStep(step, trace);
  for (const list of [levels.transfer, levels.line]) for (const index of list) within(index, steps, "step");
  if (typeof lines !== "object" || typeof trace.end.sentence !== "string")
    throw new Damage("its end is missing");
  checkOutput(trace.output);
}

function within(number: number, list: { readonly length: number }, what: string): void {
  if (number >>> 0 !== number || number >= list.length)
    throw new Damage(`it names ${what} ${number}, which is not there`);
}

function checkStep(step: Step, trace: Trace): void {
  const { frames, values } = trace;
  within(step.frame, frames, "frame");
  for (const key in step.changes) {
    within(Number(key), frames, "frame");
    checkChange(step.changes[key] as Change, trace);
  }
  for (const key in step.values) within(Number(key), values, "value");
  if (step.transfer) checkTransfer(step.transfer, trace);
  if (step.output) checkOutput(step.output);
}

function checkChange(change: Change, { frames, values }: Trace): void {
  if (typeof change.by === "number") within(change.by, frames, "frame");
  if (typeof change.delegate === "number") within(change.delegate, frames, "frame");
  if (typeof change.handling === "number") within(change.handling, values, "value");
  for (const name in change.set) within(change.set[name] as number, values, "value");
  if (change.stack) for (const number of change.stack) within(number, values, "value");
  if (change.push) for (const number of change.push) within(number, values, "value");
}

function checkTransfer({ from, to, through, value }: Transfer, { frames, values }: Trace): void {
  if (from !== null) within(from, frames, "frame");
  if (to !== null) within(to, frames, "frame");
  if (through) for (const number of through) within(number, frames, "frame");
  if (value !== undefined) within(value, values, "value");
}

function checkOutput(output: Output): void {
  for (const [, text] of output)
    if (typeof text !== "string") throw new Damage("what was printed is unreadable");
}
