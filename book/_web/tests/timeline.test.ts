import { expect, test } from "vitest";
import { order } from "../microscope/arrange.ts";
import { labels } from "../microscope/labels.ts";
import { lanes } from "../microscope/lanes.ts";
import { Levels } from "../microscope/levels.ts";
import { Recording } from "../microscope/recording.ts";
import { placeAt, scale } from "../microscope/scale.ts";
import { cursor, timeline } from "../microscope/timeline.ts";
import type { Level } from "../microscope/trace.ts";
import { film, names, told } from "./films.ts";

function drawn(name: string, level: Level, width = 640) {
  const recording = new Recording(film(name));
  const steps = new Levels(recording).of(level);
  const all = lanes(recording, steps, order(recording));
  return { all, steps, to: scale(all, width) };
}

test.each(["echo", "outer", "closing", "tasks", "raising"])(
  "the lanes of %s show each state where it is",
  (name) => {
    const { all, steps } = drawn(name, "line");
    const { film: it, steps: said } = told(name);
    const ordered = order(new Recording(it));
    for (const [place, step] of steps.slice(0, -1).entries())
      for (const frame of said[step]?.frames ?? []) {
        const lane = ordered.indexOf(frame.number);
        const over = all.stretches.filter((one) => one.lane === lane && one.from <= place && one.to > place);
        const expected = frame.state === "closed" ? [] : [frame.state];
        expect(
          over.map(({ state }) => state),
          `${frame.name} at step ${step}`,
        ).toEqual(expected);
      }
  },
);

test("a frame stands under the one that resumes it", () => {
  const recording = new Recording(film("outer"));
  expect(order(recording).map((number) => recording.plainName(number))).toEqual([
    "the caller",
    "outer",
    "inner",
  ]);
});

test("an arrow leads through the lanes of the delegates", () => {
  const { all } = drawn("outer", "transfer");
  const thrown = all.arrows.find(({ name }) => name === "thrown");
  expect(thrown).toMatchObject({ lanes: [0, 1, 2], label: "ValueError" });
});

test("values have labels, None has none", () => {
  const { all } = drawn("echo", "transfer");
  expect(all.arrows.map(({ name, label }) => [name, label])).toEqual([
    ["started", ""],
    ["yielded", "0"],
    ["sent", ""],
    ["yielded", "1"],
    ["sent", "1"],
    ["yielded", "2"],
    ["sent", ""],
    ["returned", "'done'"],
  ]);
});

test("labels are left out before they collide", () => {
  for (const level of ["transfer", "line", "instruction"] as const) {
    const { all, to } = drawn("long", level);
    const labels = [
      ...timeline(all, to).matchAll(
        /class="fm-value" x="([\d.]+)" y="([\d.]+)"( text-anchor)?[^>]*>([^<]*)/g,
      ),
    ];
    const boxes = labels.map(([, x, y, end, text]) => {
      const width = (text?.length ?? 0) * 6.7;
      const left = end ? Number(x) - width : Number(x);
      return { y, left, right: left + width };
    });
    for (const one of boxes)
      for (const other of boxes)
        if (one !== other && one.y === other.y)
          expect(one.right <= other.left || other.right <= one.left).toBe(true);
  }
});

test("a value for which there is no room is cut short, and left out only if that does not help", () => {
  const values = (name: string, width: number) => {
    const { all, to } = drawn(name, "transfer", width);
    return labels(all.arrows, to).map(({ arrow, text }) => [arrow.label, text] as const);
  };
  expect(values("outer", 1200).every(([value, text]) => value === text)).toBe(true);
  const all = names.flatMap((name) => [1200, 640, 480, 360].flatMap((width) => values(name, width)));
  const cut = all.filter(([value, text]) => value !== text);
  expect(cut.length).toBeGreaterThan(0);
  for (const [value, text] of cut) {
    expect(text.endsWith("…")).toBe(true);
    expect(value.startsWith(text.slice(0, -1))).toBe(true);
    expect([5, 8]).toContain(text.length);
  }
});

test.each(["outer", "closing", "raising", "echo"])(
  "the value of the step of %s stands where the timeline has it, not beside it once more",
  (name) => {
    for (const width of [360, 560, 774, 1200]) {
      const { all, to } = drawn(name, "transfer", width);
      const placed = labels(all.arrows, to);
      for (const { arrow } of placed) {
        const [text] = /<text[^>]*>[^<]*/.exec(cursor(all, to, arrow.at, placed)) ?? [""];
        expect(timeline(all, to)).toContain(text);
      }
      for (const arrow of all.arrows)
        expect(cursor(all, to, arrow.at, placed).includes("<text")).toBe(arrow.label !== "");
    }
  },
);

test("a long recording is drawn with few elements", () => {
  const { all, to } = drawn("long", "instruction");
  expect((timeline(all, to).match(/<(path|text|line|circle)/g) ?? []).length).toBeLessThan(60);
});

test("a click finds the place that is nearest", () => {
  const { all, to } = drawn("echo", "line");
  for (let place = 0; place < all.places; place++) expect(placeAt(all, to, to.x(place) + 1)).toBe(place);
  expect(placeAt(all, to, -50)).toBe(0);
  expect(placeAt(all, to, 9999)).toBe(all.places - 1);
});

test("a name for which there is no room keeps the number that tells it from others", () => {
  const { all, to } = drawn("outer", "transfer", 360);
  const long = { ...all, names: all.names.map((_, lane) => `a_rather_long_name #${lane}`) };
  const shown = [...timeline(long, to).matchAll(/class="fm-lane"[^>]*>([^<]*)/g)].map(([, text]) => text);
  expect(shown).toEqual(all.names.map((_, lane) => expect.stringMatching(new RegExp(`^a_r.*… #${lane}$`))));
  expect(new Set(shown).size).toBe(all.names.length);
});
