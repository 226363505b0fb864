// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import "../practice/exercise.ts";

vi.mock("../common/loader.ts", () => ({ dress: async () => undefined, load: async () => undefined }));

const checkOf = (got: string) => ({
  answer: {},
  changed: [],
  outcomes: [{ line: 1, end: 2, source: "f()\n", want: "1\n", got, different: got === "1\n" ? null : 0 }],
});

beforeEach(() => {
  document.body.innerHTML = `<div class="exercise" data-exercise="send/bill" data-print="a">
    <figure data-block="send/bill_start"></figure><p class="exercise-tools"></p></div>`;
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function said(got: string): Promise<string | null | undefined> {
  vi.stubGlobal("bookLive", { check: async () => checkOf(got) });
  window.bookExercises?.check(document.querySelector(".exercise") as HTMLElement);
  const verdict = () => document.querySelector(".exercise-verdict")?.textContent;
  await vi.waitFor(() => expect(verdict()).toBeTruthy());
  return verdict();
}

function keepNothing(): void {
  const setItem = () => {
    throw new Error("forbidden");
  };
  vi.stubGlobal("localStorage", { setItem, getItem: () => null, removeItem: () => undefined });
}

it("is praised alone where that is kept", async () => {
  expect(await said("1\n")).toBe("The check passed.");
});

it("is praised, and it is said that the browser keeps nothing where that is so", async () => {
  keepNothing();
  expect(await said("1\n")).toBe(
    "The check passed. This browser keeps nothing: it is forgotten with the page.",
  );
});

it("is not said to be forgotten where there is nothing to keep", async () => {
  keepNothing();
  expect(await said("2\n")).toBe("1 check failed, 0 passed.");
});
