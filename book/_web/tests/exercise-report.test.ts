// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { Report } from "../practice/exercise-report.ts";

const FAILED = { text: "1 check failed, 0 passed.", kind: "failed" } as const;
const SINCE = `${FAILED.text} You have changed it since.`;

let report: Report;

beforeEach(() => {
  document.body.innerHTML = "<p></p>";
  report = new Report(document.querySelector("p") as HTMLElement);
});

const said = () => document.querySelector(".exercise-verdict")?.textContent;

describe("the report of an exercise", () => {
  it("says that the code was changed since, once", () => {
    report.show(FAILED, []);
    report.age();
    report.age();
    expect(said()).toBe(SINCE);
  });

  it("says it of what was changed during the check, too", () => {
    report.clear();
    report.age();
    expect(said()).toBe("");
    report.show(FAILED, []);
    expect(said()).toBe(SINCE);
  });

  it("forgets it with the next check", () => {
    report.age();
    report.clear();
    report.show(FAILED, []);
    expect(said()).toBe(FAILED.text);
  });
});
