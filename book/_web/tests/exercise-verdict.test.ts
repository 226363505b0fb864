import { describe, expect, test } from "vitest";
import type { Outcome } from "../live/messages.ts";
import { isSolved, verdict } from "../practice/exercise-verdict.ts";

const outcome = (want: string, got: string): Outcome => ({
  line: 1,
  end: 2,
  source: "f()\n",
  want,
  got,
  different: want === got ? null : 0,
});
const right = outcome("1\n", "1\n");
const wrong = outcome("1\n", "2\n");
const silent = outcome("", "");
const raised = outcome("", "NameError\n");
const checked = (...outcomes: Outcome[]) => ({ outcomes, answer: {}, changed: [] as string[] });

describe("an exercise is solved", () => {
  test("when every promise was borne out", () => {
    expect(isSolved(checked(silent, right, right))).toBe(true);
    expect(verdict(checked(silent, right, right))).toEqual({ text: "All 2 checks passed.", kind: "passed" });
  });
  test("not when one was not", () => {
    expect(isSolved(checked(right, wrong))).toBe(false);
    expect(verdict(checked(right, wrong)).text).toBe("1 check failed, 1 passed.");
  });
  test("not when what only prepares a check prints something", () => {
    expect(isSolved(checked(raised, right))).toBe(false);
    expect(verdict(checked(raised, wrong)).text).toBe("2 checks failed, 0 passed.");
  });
  test("not when nothing was checked", () => {
    expect(isSolved(checked())).toBe(false);
    expect(isSolved(checked(silent))).toBe(false);
  });
  test("not when the code did not run to its end, or was stopped, whatever passed before", () => {
    const failed = { message: "the listing raised\nTraceback\nNameError", file: "a.py", line: 3 };
    expect(isSolved({ ...checked(right), answer: { failed } })).toBe(false);
    expect(isSolved({ ...checked(right), answer: undefined })).toBe(false);
    expect(verdict({ ...checked(right), answer: undefined }).kind).toBe("stopped");
    expect(verdict({ ...checked(), answer: { failed } })).toEqual({
      text: "Nothing was checked. a.py, line 3: the listing raised:",
      kind: "problem",
      said: "Traceback\nNameError",
    });
  });
});

test("a block before the code that the reader had changed is named", () => {
  const found = verdict({ ...checked(right), changed: ["a.py", "b.py"] });
  expect(found.text).toBe("The check passed. It was checked with a.py and b.py as you changed it.");
});
