/** The frames as boxes: those on the call stack in one column, the others aside, and the links between them. */

import { type Arrangement, arrange, type Place } from "./arrange.ts";
import { type Item, stackOf, unseen, type Variable, variables } from "./contents.ts";
import { type Link, links } from "./flight.ts";
import { drawing, stateMark, title, unrecordedState, word } from "./look.ts";
import { markedLine, markOf } from "./marks.ts";
import { breakable, classes, code, div, escaped, indentOf, span, tag } from "./markup.ts";
import type { Frame } from "./moments.ts";
import { UNRECORDED } from "./recording.ts";
import type { State } from "./trace.ts";
import type { View } from "./view.ts";

/** Returns the boxes of all frames in sight, and what lies between them: one element each. Frames that are closed
 * for good come last; those in `open` show what their variables were. */
export function frames(
  view: View,
  ordered: readonly number[],
  open: ReadonlySet<number> = new Set(),
): readonly string[] {
  const arrangement = arrange(view.recording, view.moment, ordered);
  const all = links(view, arrangement);
  const rows = arrangement.places.flatMap((place, at) => [
    row(view, place, at, all),
    gap(arrangement, at, all),
  ]);
  const shelf = arrangement.closed.map((frame) => closed(view, frame, open.has(frame.number)));
  return [...rows, shelf.length > 0 && div("fm-shelf", shelf.join(""))].filter((html) => html !== false);
}

function row(view: View, place: Place, at: number, all: readonly Link[]): string {
  const content = place.frame ? box(view, place.frame) : unrecorded(view);
  // In the player a box stands in another in any case: when it steps aside, or back, it need not be drawn anew.
  if (!place.isAside) return view.small ? content : tag("div", {}, content);
  const past = all.find((link) => link.upper < at && link.lower > at);
  const end = all.find((link) => link.lower === at && !link.isInner);
  // What is closed through a delegate that stands aside goes by there.
  const rail = end?.goes ? end : (past ?? end);
  const shape = past ? "fm-past" : "fm-elbow";
  return div(classes("fm-aside", rail && `fm-rail ${shape} ${lineClasses(rail)}`), content);
}

function gap({ places }: Arrangement, at: number, all: readonly Link[]): string | false {
  if (at === places.length - 1) return false;
  const past = all.find((one) => one.upper < at && one.lower > at);
  const link = all.find((one) => one.upper === at) ?? past;
  if (!link) return div("fm-gap", "");
  const begins = link.upper === at;
  const meetsTop = link.lower === at + 1 && (link.isInner || !places[link.lower]?.isAside);
  return div(
    classes("fm-gap fm-rail", lineClasses(link), link.isInner && "fm-inner", begins && "fm-labelled"),
    (link.isInner && past ? span(classes("fm-beside fm-rail", lineClasses(past)), "") : "") +
      heads(link, at, meetsTop) +
      (begins ? span("fm-label", link.label) : ""),
  );
}

const lineClasses = (link: Link): string =>
  classes(`fm-${link.line}`, link.goes && "fm-live", link.goes === "up" && "fm-up");

const UP = '<path d="M6 0 12 11H0Z"/>';
const DOWN = '<path d="M6 11 0 0H12Z"/>';
const ZIGZAG =
  '<path d="M6 0 1 4 11 9 1 14 11 19 1 24 11 29 6 33" fill="none" stroke="currentColor" stroke-width="2"/>';

function heads(link: Link, at: number, meetsTop: boolean): string {
  let html = "";
  if (link.line === "zigzag" && link.upper === at) html += drawing(12, 33, "fm-zig", ZIGZAG);
  if (link.goes === "up" && link.upper === at) html += drawing(12, 11, "fm-head-up", UP);
  if (link.goes === "down" && meetsTop) html += drawing(12, 11, "fm-head-down", DOWN);
  return html;
}

function heading(name: string, state: State, text: string): string {
  return div("fm-head", name + stateMark(state, text));
}

function unrecorded(view: View): string {
  const state = unrecordedState(view.moment);
  const about = span("fm-quiet", "is not recorded");
  return div(
    `fm-frame fm-${state}`,
    heading(title(view.recording, UNRECORDED), state, state) + div("fm-at", about),
  );
}

function box(view: View, frame: Frame): string {
  const head = heading(
    title(view.recording, frame.number),
    frame.state,
    word(view.recording, view.moment, frame),
  );
  const body = frame.state === "closed" ? "" : inside(view, frame);
  return div(`fm-frame fm-${frame.state}`, head + body);
}

function inside(view: View, frame: Frame): string {
  const { recording, moment } = view;
  const source = recording.codeOf(frame.number).source;
  const text = recording.text(source, frame.line);
  const mark = markOf(view, frame);
  const indent = indentOf(text);
  const line = frame.line ?? 0;
  const at =
    span("fm-number", String(line)) + tag("code", {}, markedLine(text, line, mark ? [mark] : [], indent));
  const handling =
    frame.handling === null ? "" : div("fm-handling", `handling ${code(moment.text(frame.handling))}`);
  const html = div("fm-at", at) + handling + contents(view, frame);
  // A panel is made breakable as a whole.
  return view.small ? html : breakable(html);
}

function contents(view: View, frame: Frame): string {
  // In a panel there is room for the variables of generators, and for what changes in others.
  const showsAll = !view.small || view.recording.isGenerator(frame.number);
  const all = variables(view, frame).filter((variable) => showsAll || variable.isChanged);
  const html = variableList(all) + stack(view, frame);
  return html && div("fm-inside", html);
}

function variableList(all: readonly Variable[]): string {
  if (all.length === 0) return "";
  const rows = all.map(({ name, text, was, isChanged }) => {
    const old = was === null ? "" : `${tag("del", {}, escaped(was))} `;
    const now = text === null ? span("fm-quiet", "gone") : escaped(text);
    return tag(
      "div",
      { class: isChanged ? "fm-changed" : null },
      tag("dt", {}, escaped(name)) + tag("dd", {}, old + now),
    );
  });
  return tag("dl", { class: "fm-variables" }, rows.join(""));
}

function stack(view: View, frame: Frame): string {
  const items = stackOf(view, frame);
  if (items === undefined || (view.small && items?.length === 0)) return "";
  if (items === null) return div("fm-unseen", `evaluation stack ${escaped(unseen(view))}`);
  return view.small ? cells(items) : vessel(items);
}

const cell = ({ text, isNew }: Item): string => tag("li", { class: isNew ? "fm-new" : null }, escaped(text));

const cells = (items: readonly Item[]): string =>
  div("fm-stack", span("fm-quiet", "stack") + tag("ol", { class: "fm-cells" }, items.map(cell).join("")));

/** The top of the stack stands at the top. */
function vessel(items: readonly Item[]): string {
  const content = items.length
    ? items.toReversed().map(cell).join("")
    : tag("li", { class: "fm-empty" }, "empty");
  const list = tag("ol", { class: "fm-vessel", "aria-label": "Evaluation stack, top first" }, content);
  return div("fm-stack", list + span("fm-quiet", "evaluation stack"));
}

/** A closed frame, which can be opened to look at what its variables were. */
function closed(view: View, frame: Frame, isOpen: boolean): string {
  const head = title(view.recording, frame.number) + stateMark("closed", "closed");
  if (frame.last.size === 0 || view.small) return div("fm-frame fm-closed", div("fm-head", head));
  const rows = [...frame.last].map(([name, text]) => ({
    name,
    text,
    was: null,
    isChanged: false,
  }));
  const about = div("fm-quiet", "When it was closed:") + variableList(rows);
  const summary = tag("summary", { class: "fm-head", "data-keep": `closed-${frame.number}` }, head);
  return tag(
    "details",
    { class: "fm-frame fm-closed", "data-frame": frame.number, open: isOpen },
    summary + about,
  );
}
