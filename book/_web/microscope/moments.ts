/** The whole state at a step. The recording says only what changed, so it is worked out from the steps before. */

import type { Recording } from "./recording.ts";
import type { Change, State, Step, Value } from "./trace.ts";

export interface Frame {
  readonly number: number;
  readonly state: State;
  /** The instruction it stands at: about to run, the one that called, or the one that suspended. */
  readonly at: number | null;
  readonly line: number | null;
  readonly locals: ReadonlyMap<string, number>;
  /** Bottom first; null where it is not visible. */
  readonly stack: readonly number[] | null;
  readonly handling: number | null;
  readonly by: number | null;
  readonly delegate: number | null;
  /** What its variables were when it was closed. */
  readonly last: ReadonlyMap<string, string>;
}

type Values = ReadonlyMap<number, Value>;

export class Moment {
  constructor(
    readonly index: number,
    readonly frames: ReadonlyMap<number, Frame>,
    readonly frame: Frame,
    readonly values: Values,
    private readonly first: readonly Value[],
  ) {}

  value(number: number): Value {
    return this.values.get(number) ?? this.first[number] ?? { type: "", text: "" };
  }

  text(number: number): string {
    return this.value(number).text;
  }

  /** The frames on the call stack, the running one last; empty while code runs that was not recorded. */
  get stack(): readonly Frame[] {
    const stack: Frame[] = [];
    let frame: Frame | undefined = this.frame;
    while (frame && (frame.state === "running" || frame.state === "waiting")) {
      stack.unshift(frame);
      frame = frame.by === null ? undefined : this.frames.get(frame.by);
    }
    return stack;
  }
}

const NOTHING: ReadonlyMap<string, never> = new Map<string, never>();
const NO_VALUES: Values = new Map();

/** How many steps lie between two states that are kept for good. */
const STRIDE = 64;

export class Moments {
  private readonly kept = new Map<number, Moment>();
  private latest: Moment | undefined;

  constructor(private readonly recording: Recording) {}

  at(index: number): Moment {
    if (this.latest?.index === index) return this.latest;
    let moment = this.nearest(index);
    for (let next = (moment?.index ?? -1) + 1; next <= index; next++) {
      moment = this.after(moment, next);
      if (next % STRIDE === 0) this.kept.set(next, moment);
    }
    this.latest = moment as Moment;
    return this.latest;
  }

  private nearest(index: number): Moment | undefined {
    let kept: Moment | undefined;
    for (let at = index - (index % STRIDE); at >= 0 && !kept; at -= STRIDE) kept = this.kept.get(at);
    const latest = this.latest;
    return latest && latest.index <= index && latest.index > (kept?.index ?? -1) ? latest : kept;
  }

  private after(before: Moment | undefined, index: number): Moment {
    const step = this.recording.steps[index] as Step;
    const frames = new Map<number, Frame>(before?.frames);
    const values = withFresh(before?.values ?? NO_VALUES, step.values);
    for (const key in step.changes) {
      const number = Number(key);
      const frame = frames.get(number) ?? created(number);
      frames.set(number, this.changed(frame, step.changes[key] as Change, before));
    }
    const running = this.changed(frames.get(step.frame) ?? created(step.frame), { at: step.at }, before);
    frames.set(step.frame, running);
    return new Moment(index, frames, running, values, this.recording.film.trace.values);
  }

  private changed(frame: Frame, change: Change, before: Moment | undefined): Frame {
    const told: { -readonly [Key in keyof Frame]: Frame[Key] } = { ...frame };
    if (change.state !== undefined) told.state = change.state;
    if (change.handling !== undefined) told.handling = change.handling;
    if (change.by !== undefined) told.by = change.by;
    if (change.delegate !== undefined) told.delegate = change.delegate;
    if (change.at !== undefined) {
      told.at = change.at;
      told.line = this.line(frame, change.at);
    }
    if (change.set || change.unset) told.locals = bound(frame.locals, change);
    // A closed frame has no variables any more. What they were is read before their numbers go to other objects.
    if (change.state === "closed" && before)
      told.last = new Map([...frame.locals].map(([name, number]) => [name, before.text(number)]));
    told.stack = stacked(frame.stack, change);
    return told;
  }

  private line(frame: Frame, at: number): number | null {
    const instruction = this.recording.instruction(frame.number, at);
    // An instruction that has no line belongs to the line before it.
    return instruction ? (instruction[3] ?? frame.line) : null;
  }
}

const created = (number: number): Frame => ({
  number,
  state: "created",
  at: null,
  line: null,
  locals: NOTHING,
  stack: null,
  handling: null,
  by: null,
  delegate: null,
  last: NOTHING,
});

function withFresh(values: Values, fresh: Step["values"]): Values {
  if (!fresh) return values;
  return new Map([...values, ...Object.entries(fresh).map(([key, value]) => [Number(key), value] as const)]);
}

function bound(before: ReadonlyMap<string, number>, change: Change): ReadonlyMap<string, number> {
  const after = new Map(before);
  for (const name of change.unset ?? []) after.delete(name);
  for (const name in change.set) after.set(name, change.set[name] as number);
  return after;
}

function stacked(before: Frame["stack"], change: Change): Frame["stack"] {
  if (change.stack !== undefined) return change.stack;
  if (before === null || (change.pop === undefined && !change.push)) return before;
  return [...before.slice(0, before.length - (change.pop ?? 0)), ...(change.push ?? [])];
}
