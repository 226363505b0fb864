/** In which order the frames stand, and which of them stand aside. */

import type { Frame, Moment } from "./moments.ts";
import { type Recording, UNRECORDED } from "./recording.ts";
import type { Transfer } from "./trace.ts";

export interface Place {
  readonly number: number;
  /** undefined for code that was not recorded. */
  readonly frame: Frame | undefined;
  /** It is not on the call stack. */
  readonly isAside: boolean;
}

export interface Arrangement {
  readonly places: readonly Place[];
  /** Generators that were closed before this step. */
  readonly closed: readonly Frame[];
}

/** Returns the frames of the whole recording, each after the one that first resumed it. */
export function order(recording: Recording): readonly number[] {
  const parents = new Map<number, number>();
  const resumed = new Set<number>();
  for (const { transfer } of recording.steps) {
    if (!transfer || transfer.to === null) continue;
    const isResume = ["start", "call", "next", "send", "throw", "close"].includes(transfer.kind);
    if (transfer.kind !== "create" && !isResume) continue;
    if (resumed.has(transfer.to)) continue;
    parents.set(transfer.to, transfer.through?.at(-1) ?? transfer.from ?? UNRECORDED);
    if (isResume) resumed.add(transfer.to);
  }
  return below(recording, parents);
}

function below(recording: Recording, parents: ReadonlyMap<number, number>): readonly number[] {
  const ordered: number[] = [];
  const seen = new Set<number>();
  const visit = (number: number) => {
    if (seen.has(number)) return;
    seen.add(number);
    ordered.push(number);
    for (const [child, parent] of children) if (parent === number) visit(child);
  };
  const numbers = recording.film.trace.frames.map((_, number) => number);
  const children = numbers.map((number) => [number, parents.get(number) ?? UNRECORDED] as const);
  if (recording.hasUnrecorded) visit(UNRECORDED);
  for (const number of numbers) visit(number);
  return ordered;
}

/** Returns the frames as they stand at a step: where nothing forbids it, in the same order at each. */
export function arrange(recording: Recording, moment: Moment, ordered: readonly number[]): Arrangement {
  const stack = spine(recording, moment);
  const involved = path(recording.transfer(moment.index));
  const known = ordered.filter((number) => number === UNRECORDED || moment.frames.has(number));
  const isShelved = (number: number) =>
    moment.frames.get(number)?.state === "closed" && !involved.includes(number);
  const chained = chains(
    known.filter((number) => !isShelved(number)),
    moment,
    stack,
  );
  const places = inOrder(chained, stack).map((number) => ({
    number,
    frame: moment.frames.get(number),
    isAside: !stack.includes(number),
  }));
  // Nobody holds the frame of a function that has ended, while a closed generator can still be asked.
  const closed = known
    .filter((number) => isShelved(number) && recording.isGenerator(number))
    .map((number) => moment.frames.get(number) as Frame);
  return { places, closed };
}

/** The numbers of the frames on the call stack, with the code below it that was not recorded. */
export function spine(recording: Recording, moment: Moment): readonly number[] {
  const stack = moment.stack.map((frame) => frame.number);
  return recording.hasUnrecorded ? [UNRECORDED, ...stack] : stack;
}

/** The frames that a transfer leads through, from where to where. */
export function path(transfer: Transfer | undefined): readonly number[] {
  if (!transfer || transfer.kind === "create") return [];
  return [transfer.from ?? UNRECORDED, ...(transfer.through ?? []), transfer.to ?? UNRECORDED];
}

/** Puts the delegates of a suspended frame right after it. */
function chains(numbers: readonly number[], moment: Moment, stack: readonly number[]): readonly number[] {
  const delegates = new Map<number, number>();
  for (const number of numbers) {
    const delegate = moment.frames.get(number)?.delegate ?? null;
    if (delegate !== null && numbers.includes(delegate) && !stack.includes(number))
      delegates.set(number, delegate);
  }
  const inner = new Set(delegates.values());
  const follow = (number: number, seen: readonly number[] = []): readonly number[] => {
    const next = delegates.get(number);
    const chain = [...seen, number];
    return next === undefined || chain.includes(next) ? chain : follow(next, chain);
  };
  return numbers.filter((number) => !inner.has(number)).flatMap((number) => follow(number));
}

/** A caller stands above what it calls: where the usual order says otherwise, the call stack comes first. */
function inOrder(numbers: readonly number[], stack: readonly number[]): readonly number[] {
  const on = numbers.filter((number) => stack.includes(number));
  const agrees = on.every((number, index) => number === stack[index]);
  return agrees ? numbers : [...stack, ...numbers.filter((number) => !stack.includes(number))];
}
