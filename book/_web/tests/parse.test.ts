import { expect, test } from "vitest";
import { parseFilm } from "../microscope/parse.ts";
import { Reel } from "../microscope/view.ts";
import { type Loose, loose, names } from "./films.ts";

test.each(names)("%s is a film", (name) => {
  expect(parseFilm(loose(name)).trace.steps.length).toBeGreaterThan(0);
});

test("a newer film and a newer recording are called so", () => {
  const film = loose("echo");
  expect(() => parseFilm({ ...film, version: 2 })).toThrow("newer version of gentools");
  expect(() => parseFilm({ ...film, trace: { ...film.trace, version: 2 } })).toThrow(
    "newer version of gentools",
  );
});

test.each<[string, (film: Loose) => unknown]>([
  ["null", () => null],
  ["a text", () => "film"],
  ["another format", (film) => ({ ...film, format: "other" })],
  ["no recording", ({ trace, ...film }) => film],
  ["no steps", (film) => cut(film, (trace) => (trace.steps = []))],
  ["sentences for other steps", (film) => ({ ...film, sentences: film.sentences.slice(1) })],
  ["no levels", ({ levels, ...film }) => film],
  ["a level of steps that do not exist", (film) => ({ ...film, levels: { ...film.levels, line: [9999] } })],
  ["a step of a frame that does not exist", (film) => cut(film, (trace) => (trace.steps[3].frame = 99))],
  ["a frame without its code", (film) => cut(film, (trace) => (trace.frames[1].code = 7))],
  ["no codes", (film) => cut(film, (trace) => delete trace.codes)],
  ["a code without instructions", (film) => cut(film, (trace) => delete trace.codes[1].instructions)],
  ["a code without its source", (film) => cut(film, (trace) => (trace.sources = []))],
  ["a value that does not exist", (film) => cut(film, (trace) => (trace.values.length = 3))],
  [
    "a transfer to nowhere",
    (film) => cut(film, (trace) => (trace.steps[4].transfer = { kind: "call", from: 0, to: -2 })),
  ],
  ["a stack of a value that does not exist", (film) => changed(film, { push: [999] })],
  ["a whole stack of such a value", (film) => changed(film, { stack: [999] })],
  ["a variable of such a value", (film) => changed(film, { set: { a: 999 } })],
  ["an exception that does not exist", (film) => changed(film, { handling: 999 })],
  ["a caller that does not exist", (film) => changed(film, { by: 99 })],
  ["a delegate that does not exist", (film) => changed(film, { delegate: 99 })],
  ["no end", (film) => cut(film, (trace) => delete trace.end)],
])("a film with %s is called damaged", (_, damage) => {
  expect(() => new Reel(damage(loose("echo")))).toThrow("The recording is damaged: ");
});

function cut(film: Loose, change: (trace: Loose) => unknown): Loose {
  change(film.trace);
  return film;
}

function changed(film: Loose, change: object): Loose {
  return cut(film, (trace) => (trace.steps[5].changes = { 0: change }));
}
