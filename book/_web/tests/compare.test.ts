import { expect, test } from "vitest";
import { asked, firstWrong } from "../practice/compare.ts";

const TRACEBACK = "Traceback (most recent call last):\n  ...\nZeroDivisionError: division by zero\n";

test.each([
  ["the output itself", "[3, 4, 5]", "[3, 4, 5]\n"],
  ["runs of blanks", "list   False", "list          False\n"],
  ["blanks beside a sign", "[3,4 ,5]", "[3, 4, 5]\n"],
  ["blanks at either end", "  3\t", "3\n"],
  ["ends of lines", "1\r\n2", "1\n2\n"],
  ["empty lines at the end", "1\n2\n\n", "1\n2\n"],
  ["letters of other scripts", "наш цикл", "наш  цикл\n"],
])("white space is forgiven: %s", (_, answer, expected) => {
  expect(firstWrong(answer, expected)).toBe(0);
});

test.each([
  ["another value", "[3, 4]", "[3, 4, 5]\n"],
  ["small letters", "true", "True\n"],
  ["quotes", "'a'", "a\n"],
  ["a part of it", "Stop", "StopIteration\n"],
  ["two words in one", "make1", "make 1\n"],
  ["one word in two", "Stop Iteration", "StopIteration\n"],
  ["digits that run together", "12", "1 2\n"],
])("nothing else is forgiven: %s", (_, answer, expected) => {
  expect(firstWrong(answer, expected)).toBe(1);
});

test("the first line that is another is told", () => {
  expect(firstWrong("1\n3", "1\n2\n")).toBe(2);
  expect(firstWrong("1", "1\n2\n")).toBe(2);
  expect(firstWrong("1\n2\n3", "1\n2\n")).toBe(3);
});

test("an empty line in between counts", () => {
  expect(firstWrong("1\n2", "1\n\n2\n")).toBe(2);
  expect(firstWrong("1\n\n2", "1\n\n2\n")).toBe(0);
});

test("of a traceback the last line will do, and all of it as well", () => {
  expect(asked(TRACEBACK)).toEqual(["ZeroDivisionError: division by zero"]);
  expect(firstWrong("ZeroDivisionError: division by zero", TRACEBACK)).toBe(0);
  expect(firstWrong(TRACEBACK, TRACEBACK)).toBe(0);
  expect(firstWrong("ZeroDivisionError", TRACEBACK)).toBe(1);
});

test("of other outputs the last line will not do", () => {
  expect(asked("1\n2\n")).toEqual(["1", "2"]);
  expect(firstWrong("2", "1\n2\n")).toBe(1);
});
