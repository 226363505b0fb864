/** What the timeline shows: for each frame the stretches of its states, and the transfers between frames. */

import { path } from "./arrange.ts";
import { valueName } from "./flight.ts";
import { type Recording, UNRECORDED } from "./recording.ts";
import type { State, Transfer } from "./trace.ts";

/** A state of a frame from one place of the line to another. */
export interface Stretch {
  readonly lane: number;
  readonly state: State;
  readonly from: number;
  readonly to: number;
}

export interface Arrow {
  readonly at: number;
  /** The lanes that it leads through, from where to where. */
  readonly lanes: readonly number[];
  readonly name: string;
  /** Short text of the value, empty where there is none worth a label. */
  readonly label: string;
}

export interface Lanes {
  readonly names: readonly string[];
  readonly places: number;
  readonly stretches: readonly Stretch[];
  readonly arrows: readonly Arrow[];
}

/** Returns the lanes for the steps of one level; a place of the line is the position of a step among them. */
export function lanes(recording: Recording, steps: readonly number[], ordered: readonly number[]): Lanes {
  const lane = new Map(ordered.map((number, index) => [number, index]));
  return {
    names: ordered.map((number) => recording.plainName(number)),
    places: steps.length,
    stretches: stretches(recording, steps, lane),
    arrows: arrows(recording, steps, lane),
  };
}

function stretches(
  recording: Recording,
  steps: readonly number[],
  lane: ReadonlyMap<number, number>,
): readonly Stretch[] {
  const found: Stretch[] = [];
  const open = new Map<number, { state: State; from: number }>();
  const enter = (number: number, state: State | null, at: number) => {
    const before = open.get(number);
    if (before?.state === state) return;
    if (before && at > before.from)
      found.push({
        lane: lane.get(number) ?? 0,
        state: before.state,
        from: before.from,
        to: at,
      });
    if (state) open.set(number, { state, from: at });
    else open.delete(number);
  };
  const last = steps.length - 1;
  let next = 0;
  for (const [at, step] of steps.entries()) {
    const states = new Map<number, State>();
    for (; next <= step; next++) {
      const { changes } = recording.steps[next] ?? {};
      for (const key in changes) {
        const state = changes[key]?.state;
        if (state) states.set(Number(key), state);
      }
    }
    for (const [number, state] of states) enter(number, state, at);
    if (recording.hasUnrecorded) enter(UNRECORDED, unrecorded(open), at);
  }
  for (const [number, { state }] of open) {
    if (state === "closed") found.push(bar(lane.get(number) ?? 0, open.get(number)?.from ?? last));
    else enter(number, null, last);
  }
  return found;
}

/** A closed frame has no stretch: the place where it ended is all that is left of it. */
const bar = (lane: number, at: number): Stretch => ({
  lane,
  state: "closed",
  from: at,
  to: at,
});

function unrecorded(open: ReadonlyMap<number, { state: State }>): State {
  const runs = [...open].some(([number, { state }]) => number !== UNRECORDED && state === "running");
  return runs ? "waiting" : "running";
}

function arrows(
  recording: Recording,
  steps: readonly number[],
  lane: ReadonlyMap<number, number>,
): readonly Arrow[] {
  const texts = new Texts(recording);
  return steps.flatMap((index, at) => {
    const transfer = recording.transfer(index);
    if (!transfer || transfer.passing || recording.isOwn(transfer)) return [];
    const way = path(transfer).map((number) => lane.get(number) ?? 0);
    if (way.length < 2) return [];
    return [{ at, lanes: way, name: valueName(transfer), label: label(transfer, texts.at(index)) }];
  });
}

/** A number of a value can go to another object later: what it looks like is asked step after step. */
class Texts {
  private readonly latest = new Map<number, string>();
  private next = 0;

  constructor(private readonly recording: Recording) {}

  at(index: number): (value: number) => string {
    for (; this.next <= index; this.next++) {
      const { values } = this.recording.steps[this.next] ?? {};
      for (const key in values) this.latest.set(Number(key), values[key]?.text ?? "");
    }
    return (value) => this.latest.get(value) ?? this.recording.film.trace.values[value]?.text ?? "";
  }
}

const LONGEST = 14;

function label({ kind, value }: Transfer, textOf: (value: number) => string): string {
  const text = value === undefined ? "None" : textOf(value);
  if (text === "None") return "";
  const short = ["throw", "close", "raise"].includes(kind) ? text.replace(/\(.*$/s, "") : text;
  return short.length > LONGEST ? `${short.slice(0, LONGEST - 1)}…` : short;
}
