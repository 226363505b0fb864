/** The links between frames, and the values that go over them. */

import { type Arrangement, path, spine } from "./arrange.ts";
import { delegating } from "./marks.ts";
import { code, escaped, tag } from "./markup.ts";
import { expression } from "./segments.ts";
import type { Transfer, Way } from "./trace.ts";
import type { View } from "./view.ts";

export type Line = "still" | "delegates" | "plain" | "double" | "zigzag";

export interface Link {
  /** Where it begins and ends among the places, from above. */
  readonly upper: number;
  readonly lower: number;
  readonly line: Line;
  /** Where something goes at this step. */
  readonly goes: "up" | "down" | null;
  /** It runs from one frame that stands aside to another. */
  readonly isInner: boolean;
  readonly label: string;
}

const NAMES: Readonly<Record<Way, string>> = {
  call: "called",
  create: "made",
  start: "started",
  next: "sent",
  send: "sent",
  throw: "thrown",
  close: "thrown",
  yield: "yielded",
  return: "returned",
  raise: "raised",
};

const LINES: Readonly<Partial<Record<Way, Line>>> = {
  throw: "zigzag",
  close: "zigzag",
  raise: "zigzag",
  return: "double",
};

/** Returns what the value of a transfer is called. */
export function valueName(transfer: Transfer): string {
  return transfer.kind === "close" && transfer.value === undefined ? "closed" : NAMES[transfer.kind];
}

export function links(view: View, { places }: Arrangement): readonly Link[] {
  const index = new Map(places.map(({ number }, at) => [number, at]));
  const found: Link[] = [];
  const add = (from: number, to: number, line: Line, label: string, isLive: boolean) => {
    const [start, end] = [index.get(from), index.get(to)];
    if (start === undefined || end === undefined) return;
    const [upper, lower] = start < end ? [start, end] : [end, start];
    if (found.some((link) => link.upper === upper && link.lower === lower)) return;
    const isInner = [upper, lower].every((at) => places[at]?.isAside);
    found.push({
      upper,
      lower,
      line,
      label,
      isInner,
      goes: isLive ? (start < end ? "down" : "up") : null,
    });
  };
  inFlight(view, add);
  onStack(view, add);
  for (const { frame } of places)
    if (frame && frame.delegate !== null)
      add(frame.number, frame.delegate, "delegates", code(delegating(view, frame) || "yield from"), false);
  return found;
}

type Add = (from: number, to: number, line: Line, label: string, isLive: boolean) => void;

function inFlight({ recording, moment }: View, add: Add): void {
  const transfer = recording.transfer(moment.index);
  if (!transfer || recording.isOwn(transfer)) return;
  const way = path(transfer);
  const line = LINES[transfer.kind] ?? "plain";
  way.slice(1).forEach((to, at) => {
    add(
      way[at] as number,
      to,
      line,
      valueLabel(transfer, (number) => moment.text(number)),
      true,
    );
  });
}

function valueLabel(transfer: Transfer, text: (number: number) => string): string {
  const name = tag("em", {}, valueName(transfer));
  if (transfer.kind === "start") return `${name}, nothing sent`;
  return transfer.value === undefined ? name : `${name} ${code(text(transfer.value))}`;
}

function onStack(view: View, add: Add): void {
  const stack = spine(view.recording, view.moment);
  stack.slice(1).forEach((to, at) => {
    add(stack[at] as number, to, "still", resumed(view, stack[at] as number, to), false);
  });
}

/** How long an expression may be, to stand beside a link. */
const SHORT = 32;

function resumed(view: View, from: number, to: number): string {
  const { recording, moment } = view;
  const verb = recording.isGenerator(to) ? "resumed" : "called";
  const frame = moment.frames.get(from);
  if (!frame) return verb;
  const instruction = recording.instruction(from, frame.at);
  const text = expression(recording, from, frame.at);
  const line = recording.text(recording.codeOf(from).source, instruction?.[3] ?? null);
  // What a `with` statement calls stands at the expression behind it.
  const isWith = text !== "" && line.includes(`with ${text}`) && !text.startsWith("next(");
  const call = isWith ? "with" : text.endsWith(")") ? text : "";
  const by = instruction?.[1] === "FOR_ITER" ? "for" : delegating(view, frame) || call;
  return by && by.length <= SHORT ? `${verb} by ${code(by)}` : escaped(verb);
}
