// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from "vitest";
import { deeds, erase, note, state } from "../common/progress.ts";
import { merge, read, written } from "../progress/file.ts";
import { currentPrint, type Items } from "../progress/items.ts";

const BOOK = "A book";
const item = { key: "send/bill", print: "new", anchor: "bill", title: "Listing 8.1" };
const items: Items = {
  book: BOOK,
  chapters: [{ page: "send", title: "8 Send", predictions: [item], exercises: [{ ...item, print: "task" }] }],
};
const current = currentPrint.bind(undefined, items);

beforeEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
  erase();
});

test("what was done is done until something else is asked under its name", () => {
  expect(state("predicted", "send/bill", "new")).toBe("open");
  note("predicted", "send/bill", "new");
  expect(state("predicted", "send/bill", "new")).toBe("done");
  expect(state("predicted", "send/bill", "newer")).toBe("changed");
  expect(state("solved", "send/bill", "new")).toBe("open");
});

test("a file carries all of it to another browser", () => {
  note("read", "send", "");
  note("predicted", "send/bill", "new");
  const file = written(BOOK);
  erase();
  expect(deeds()).toEqual([]);
  expect(merge(read(file, BOOK), current)).toBe(2);
  expect(deeds()).toEqual([
    ["predicted", "send/bill", "new"],
    ["read", "send", ""],
  ]);
});

test("merging keeps what is there, and adds nothing twice", () => {
  note("solved", "send/bill", "task");
  const file = written(BOOK);
  note("read", "send", "");
  expect(merge(read(file, BOOK), current)).toBe(0);
  expect(deeds()).toHaveLength(2);
});

test("the sections that were in view here and there add up", () => {
  note("read", "send", "c,d");
  const file = written(BOOK);
  note("read", "send", "a,c");
  expect(merge(read(file, BOOK), current)).toBe(1);
  expect(deeds()).toEqual([["read", "send", "a,c,d"]]);
  expect(merge(read(file, BOOK), current)).toBe(0);
  note("read", "send", "");
  expect(merge(read(file, BOOK), current)).toBe(0);
});

test("what could not be kept is not counted as added", () => {
  note("read", "send", "");
  const file = written(BOOK);
  erase();
  const setItem = () => {
    throw new Error("full");
  };
  vi.stubGlobal("localStorage", { setItem, getItem: () => null, removeItem: () => undefined });
  expect(merge(read(file, BOOK), current)).toBe(0);
});

test("what is out of date gives way to what is asked now, and never the other way round", () => {
  note("predicted", "send/bill", "new");
  note("read", "send", "");
  const [now, before] = [written(BOOK), written(BOOK).replace('"new"', '"old"').replace('""', '"first"')];
  expect(merge(read(before, BOOK), current)).toBe(0);
  erase();
  merge(read(before, BOOK), current);
  expect(state("predicted", "send/bill", "new")).toBe("changed");
  expect(merge(read(now, BOOK), current)).toBe(2);
  expect(state("predicted", "send/bill", "new")).toBe("done");
  expect(state("read", "send", "")).toBe("done");
});

test.each([
  ["no JSON", "progress", "can't be read"],
  ["nothing", "null", "no progress of this book"],
  ["a list", "[]", "no progress of this book"],
  ["of another book", JSON.stringify({ book: "Another", format: 1, done: [] }), "no progress of this book"],
  [
    "of a later edition",
    JSON.stringify({ book: BOOK, format: 2, done: [] }),
    "damaged, or of a later edition",
  ],
  ["without a list", JSON.stringify({ book: BOOK, format: 1, done: {} }), "damaged"],
  ["with an odd entry", JSON.stringify({ book: BOOK, format: 1, done: [["read", "send"]] }), "damaged"],
  ["with a number", JSON.stringify({ book: BOOK, format: 1, done: [["read", "send", 1]] }), "damaged"],
  [
    "with an unknown deed",
    JSON.stringify({ book: BOOK, format: 1, done: [["sung", "send", ""]] }),
    "damaged",
  ],
])("a file that is %s is refused", (_, text, message) => {
  expect(() => read(text, BOOK)).toThrow(message);
});

test("where nothing may be kept, it holds for the visit and says so", () => {
  const refused = () => {
    throw new Error("refused");
  };
  vi.stubGlobal("localStorage", { setItem: refused, getItem: refused, removeItem: refused });
  expect(note("predicted", "send/bill", "new")).toBe(false);
  expect(state("predicted", "send/bill", "new")).toBe("done");
  expect(deeds()).toEqual([["predicted", "send/bill", "new"]]);
});
