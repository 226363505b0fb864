import { expect, test } from "vitest";
import { LEVELS, Levels } from "../microscope/levels.ts";
import { Recording } from "../microscope/recording.ts";
import { stepAt } from "../microscope/source.ts";
import { Walk } from "../microscope/walk.ts";
import { film, names } from "./films.ts";

const open = (name: string) => {
  const recording = new Recording(film(name));
  const levels = new Levels(recording);
  return { recording, levels };
};

test.each(names)("every step of every level of %s is passed forwards and backwards", (name) => {
  const { levels } = open(name);
  for (const level of LEVELS) {
    const walk = new Walk(levels, level);
    const seen = [walk.index];
    while (walk.move("next")) seen.push(walk.index);
    expect(seen).toEqual(levels.of(level));
    expect(walk.position).toBe(walk.count - 1);
    const back = [walk.index];
    while (walk.move("back")) back.unshift(walk.index);
    expect(back).toEqual(seen);
  }
});

test("first and last lead nowhere from where they lead", () => {
  const walk = new Walk(open("outer").levels, "line");
  expect(walk.target("first")).toBeNull();
  expect(walk.move("last")).toBe(true);
  expect([walk.move("last"), walk.move("next"), walk.move("transfer"), walk.move("line")]).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(walk.move("first")).toBe(true);
  expect(walk.index).toBe(0);
});

test("the next transfer and the next line are found from any step", () => {
  const { levels } = open("outer");
  for (const level of LEVELS)
    for (let index = 0; index < levels.of("instruction").length; index++) {
      const walk = new Walk(levels, level);
      walk.to(index);
      for (const kind of ["transfer", "line"] as const)
        expect(walk.target(kind)).toBe(levels.of(kind).find((step) => step > index) ?? null);
      expect(walk.target("transfer-back")).toBe(
        levels.of("transfer").findLast((step) => step < index) ?? null,
      );
    }
});

test("going to a step that the level does not show makes the level as fine as need be, and no finer", () => {
  const { levels } = open("outer");
  const walk = new Walk(levels, "transfer");
  const line = levels.of("line").find((step) => !levels.has("transfer", step)) as number;
  const instruction = levels.of("instruction").find((step) => !levels.has("line", step)) as number;
  walk.to(levels.of("transfer")[2] as number);
  expect(walk.level).toBe("transfer");
  walk.to(line);
  expect(walk.level).toBe("line");
  walk.to(instruction);
  expect(walk.level).toBe("instruction");
  walk.to(line);
  expect(walk.level).toBe("instruction");
});

test("a coarser level goes back to its last step that was reached", () => {
  const { levels } = open("echo");
  const walk = new Walk(levels, "instruction");
  walk.to(11);
  walk.by("transfer");
  expect(walk.index).toBe(levels.of("transfer").findLast((step) => step <= 11));
});

test("a line leads to each step at which a frame comes to it, and round again", () => {
  const { recording } = open("echo");
  const here = (index: number) => stepAt(recording, 0, 4, index) as number;
  const steps = recording.steps.flatMap(({ frame, at }, index) =>
    recording.instruction(frame, at)?.[3] === 4 ? [index] : [],
  );
  expect(steps.map((_, at) => here(steps[at - 1] ?? -1))).toEqual(steps);
  expect(here(steps.at(-1) as number)).toBe(steps[0]);
  expect(stepAt(recording, 0, 9, 0)).toBeNull();
});
