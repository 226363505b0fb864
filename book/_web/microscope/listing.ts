/** The source texts as they stand in the static form. */

import { classes, code, escaped, span, tag } from "./markup.ts";
import type { Recording } from "./recording.ts";

/** From how many lines on a text stands in two columns, if its lines are short enough for that. */
const LONG = 12;
const NARROW = 36;

export interface Titles {
  /** Headings, as markup, by name of the source. */
  readonly titles?: Readonly<Record<string, string>>;
}

/** Returns the numbers of the sources that the recorded code stands in, in order. */
export function shownSources(recording: Recording): readonly number[] {
  const { codes } = recording.film.trace;
  return [...new Set(codes.map(({ source }) => source))].sort((one, other) => one - other);
}

/** Returns the heading of a source; several of them need one each. */
export function heading(recording: Recording, source: number, { titles = {} }: Titles): string {
  const name = recording.film.trace.sources[source]?.name ?? "";
  const isAlone = shownSources(recording).length === 1;
  const text = titles[name] ?? (isAlone ? "" : code(name));
  return text && tag("div", { class: "fm-source-name" }, text);
}

export function listing(recording: Recording, options: Titles): string {
  return shownSources(recording)
    .map((source) => heading(recording, source, options) + list(recording, source))
    .join("");
}

/** Returns the lines of a source; an empty last one is none. */
export function linesOf(recording: Recording, source: number): readonly (readonly [number, string])[] {
  const { text = "", first = 1 } = recording.film.trace.sources[source] ?? {};
  const lines = text.replace(/\n$/, "").split("\n");
  return lines.map((line, index) => [first + index, line] as const);
}

function list(recording: Recording, source: number): string {
  const lines = linesOf(recording, source);
  const isLong = lines.length >= LONG && lines.every(([, text]) => text.length <= NARROW);
  const items = lines.map(([number, text]) =>
    tag("li", {}, span("fm-number", String(number)) + tag("code", {}, escaped(text))),
  );
  return tag("ol", { class: classes("fm-listing", isLong && "fm-long") }, items.join(""));
}
