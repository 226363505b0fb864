/** The static form: the source, a panel for each control transfer, and the timeline. Complete without a script. */

import { order } from "./arrange.ts";
import { frames } from "./frames.ts";
import { lanes } from "./lanes.ts";
import { linesOf, listing, shownSources, type Titles } from "./listing.ts";
import { breakable, classes, code, div, escaped, sentence, span, tag } from "./markup.ts";
import type { Recording } from "./recording.ts";
import { scale } from "./scale.ts";
import { expression } from "./segments.ts";
import { timeline } from "./timeline.ts";
import type { Transfer } from "./trace.ts";
import { Reel, type View } from "./view.ts";

export interface StripOptions extends Titles {
  readonly id: string;
  /** Which panels to show, by their numbers, from 1. All of them, if it is left out. */
  readonly steps?: readonly number[];
}

/** How wide the timeline is drawn, for a page and for a narrow one: scaled down, its text could not be read there. */
const WIDTHS = { "fm-wide": 560, "fm-narrow": 320 };

/** So many lines may need a printed page for themselves: then they may go on over the page. */
const PAGE = 30;

const isLong = (recording: Recording) =>
  shownSources(recording).reduce((sum, source) => sum + linesOf(recording, source).length, 0) > PAGE;

export function filmstrip(film: unknown, options: StripOptions): string {
  const reel = new Reel(film);
  const content = [
    div(classes("fm-sources", isLong(reel.recording) && "fm-paged"), listing(reel.recording, options)),
    panels(reel, options),
    drawnTimeline(reel),
    tag("p", { class: "fm-end" }, ending(reel)),
  ];
  return div("film", content.join(""));
}

/** Returns how many panels a film has. */
export const transferCount = (film: unknown): number => new Reel(film).recording.panels.length;

function panels(reel: Reel, { id, steps }: StripOptions): string {
  const ordered = order(reel.recording);
  const all = reel.recording.panels;
  const unknown = steps?.find((number) => number > all.length);
  if (unknown) throw new Error(`there is no panel ${unknown}; it has the panels 1 to ${all.length}`);
  const isShown = (number: number) => !steps || steps.includes(number);
  const leftOut = (number: number) => {
    let last = number;
    while (last < all.length && !isShown(last + 1)) last++;
    return notShown(number + 1, last);
  };
  const items = all.flatMap((index, at) => {
    const number = at + 1;
    if (!isShown(number)) return [];
    const content = panel(reel.view(index, all[at - 1] ?? null, "transfer", true), number, ordered);
    const after = leftOut(number);
    const note = after && tag("p", { class: "fm-left-out" }, after);
    return [tag("li", { class: "panel", id: `${id}.${index}` }, breakable(content) + note)];
  });
  const before = leftOut(0);
  if (before) items.unshift(tag("li", { class: "fm-left-out" }, before));
  return tag("ol", { class: "panels" }, items.join(""));
}

function notShown(first: number, last: number): string {
  if (last < first) return "";
  if (first === last) return `Step ${first} is not shown.`;
  return `Steps ${first} ${last === first + 1 ? "and" : "to"} ${last} are not shown.`;
}

function panel(view: View, number: number, ordered: readonly number[]): string {
  const { recording, moment } = view;
  const transfer = recording.transfer(moment.index) as Transfer;
  const head = span("fm-panel-number", String(number)) + span("fm-panel-name", panelTitle(view, transfer));
  return [
    div("fm-panel-title", head),
    div("fm-frames", frames(view, ordered).join("")),
    tag("p", { class: "fm-sentence" }, sentence(recording.sentence(moment.index, "transfer"))),
  ].join("");
}

const VERBS: Readonly<Record<string, string>> = {
  yield: "yields",
  return: "returns",
  raise: "raises",
};

function panelTitle(view: View, transfer: Transfer): string {
  const { recording, moment } = view;
  const name = (number: number | null) =>
    number === null ? "the caller" : code(recording.plainName(number));
  const verb = VERBS[transfer.kind];
  if (verb) {
    const value = transfer.value === undefined ? "" : ` ${code(moment.text(transfer.value))}`;
    return `${name(transfer.from)} ${verb}${value}`;
  }
  if (transfer.how === "drop") return `${name(transfer.to)} is dropped`;
  const called = transfer.from === null ? "" : asked(view, transfer.from);
  if (called) return called;
  const what = { create: "is created", close: "is closed", call: "is called" }[transfer.kind as string];
  return `${name(transfer.to)} ${what ?? "is resumed"}`;
}

/** How long an expression may be, to be the title of a panel. */
const SHORT = 32;

/** Returns the expression, or else the line, by which a frame asked for the transfer, if it is short. */
function asked({ recording, moment, previous }: View, from: number): string {
  const waits = moment.frames.get(from)?.state === "waiting";
  // A frame that goes on at once may stand at the next line already.
  const frame = (waits ? moment : previous)?.frames.get(from);
  if (!frame) return "";
  const instruction = recording.instruction(from, frame.at);
  if (instruction?.[1] === "FOR_ITER") return `${code("for")} asks for the next`;
  const line = recording.text(recording.codeOf(from).source, frame.line).trim();
  const text = expression(recording, from, frame.at);
  const isCall = text.endsWith(")") || text.startsWith("yield") || text.startsWith("await");
  const best = isCall && waits ? text : line;
  return best && best.length <= SHORT ? code(best) : "";
}

function drawnTimeline({ recording }: Reel): string {
  const drawn = lanes(recording, recording.film.levels.transfer, order(recording));
  const { arrows, names } = drawn;
  if (arrows.length < 2) return "";
  const among = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const title = `Timeline: ${arrows.length} transfers between ${among}`;
  return Object.entries(WIDTHS)
    .map(([look, width]) => timeline(drawn, scale(drawn, width), { title, look }))
    .join("");
}

/** Returns what stands after the last step. */
function ending({ recording }: Reel): string {
  const { trace } = recording.film;
  const printed = [...trace.steps.flatMap((step) => step.output ?? []), ...trace.output];
  const text = printed.map(([, part]) => part).join("");
  const output = text ? ` It printed:${tag("samp", { class: "fm-output" }, escaped(text))}` : "";
  return sentence(trace.end.sentence) + output;
}
