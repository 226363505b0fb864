import { expect, test } from "vitest";
import type { Frame, Moment } from "../microscope/moments.ts";
import { Moments } from "../microscope/moments.ts";
import { Printed } from "../microscope/output.ts";
import { Recording } from "../microscope/recording.ts";
import { expression, fromBytes } from "../microscope/segments.ts";
import { names, told } from "./films.ts";

function seen(recording: Recording, moment: Moment, frame: Frame) {
  return {
    number: frame.number,
    name: recording.name(frame.number).isCode ? recording.name(frame.number).text : "<module>",
    state: frame.state,
    at: frame.at,
    line: frame.line,
    locals: Object.fromEntries([...frame.locals].map(([name, number]) => [name, moment.text(number)])),
    stack: frame.stack?.map((number) => moment.text(number)) ?? null,
    handling: frame.handling === null ? null : moment.text(frame.handling),
    by: frame.by,
    delegate: frame.delegate,
  };
}

test.each(names)("each step of %s is what Python finds there", (name) => {
  const { film, steps } = told(name);
  const recording = new Recording(film);
  const moments = new Moments(recording);
  const printed = new Printed(recording);
  for (const [index, step] of steps.entries()) {
    const moment = moments.at(index);
    expect(moment.frame.number, `step ${index}`).toBe(step.frame);
    const frames = [...moment.frames.values()].map((frame) => seen(recording, moment, frame));
    expect(frames, `step ${index}`).toEqual(step.frames);
    expect(printed.at(index, null).replaceAll("&amp;", "&")).toBe(step.printed);
  }
});

test.each(names)("the expression at each step of %s is the one that Python cuts out", (name) => {
  const { film, steps } = told(name);
  const recording = new Recording(film);
  const moments = new Moments(recording);
  for (const [index, step] of steps.entries()) {
    const { frame } = moments.at(index);
    if (!step.expression.includes("\n"))
      expect(expression(recording, frame.number, frame.at), `step ${index}`).toBe(step.expression);
  }
});

test("a step is the same from whichever side the reader comes to it", () => {
  const recording = new Recording(told("long").film);
  const forward = new Moments(recording);
  const steps = recording.steps.map((_, index) => forward.at(index));
  const jumping = new Moments(recording);
  for (const index of [1999, 0, 1000, 999, 64, 63, 65, 128, 1998, 1])
    expect([...jumping.at(index).frames]).toEqual([...(steps[index] as Moment).frames]);
});

test("a closed frame keeps what its variables were, though their numbers go to other objects", () => {
  const { film, steps } = told("closing");
  const recording = new Recording(film);
  const last = new Moments(recording).at(recording.steps.length - 1);
  const before = steps.findLast((step) => step.frames[3]?.state === "running");
  expect(Object.fromEntries(last.frames.get(3)?.last ?? [])).toEqual(before?.frames[3]?.locals);
});

test("columns count bytes, and characters outside of the basic plane are four of them", () => {
  expect(fromBytes("aé€𝔘b", 0)).toBe(0);
  expect(fromBytes("aé€𝔘b", 3)).toBe(2);
  expect(fromBytes("aé€𝔘b", 6)).toBe(3);
  expect(fromBytes("aé€𝔘b", 10)).toBe(5);
});
