// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { fragment, stepIn } from "../microscope/address.ts";
import { commandOf, isTaken } from "../microscope/keys.ts";

const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };

test("each key has its command", () => {
  const commands = ["ArrowLeft", "ArrowRight", "t", "T", "l", "p"].map((key) => commandOf({ ...plain, key }));
  expect(commands).toEqual(["back", "next", "transfer", "transfer", "line", "play"]);
});

test("with Shift the arrow keys go from transfer to transfer", () => {
  expect(commandOf({ ...plain, key: "ArrowLeft", shiftKey: true })).toBe("transfer-back");
  expect(commandOf({ ...plain, key: "ArrowRight", shiftKey: true })).toBe("transfer");
});

test.each(["ctrlKey", "altKey", "metaKey"])("no key is taken together with %s", (held) => {
  for (const key of ["ArrowLeft", "ArrowRight", "t", "l", "p"])
    expect(commandOf({ ...plain, key, [held]: true })).toBeUndefined();
});

test("the keys of the page stay the page's", () => {
  for (const key of [
    "Home",
    "End",
    "PageDown",
    " ",
    "Enter",
    "Tab",
    "Escape",
    "ArrowUp",
    "ArrowDown",
    "/",
    "s",
  ])
    expect(commandOf({ ...plain, key })).toBeUndefined();
});

const element = (html: string): Element => {
  document.body.innerHTML = html;
  return document.body.firstElementChild as Element;
};

test("a field that uses a key keeps it", () => {
  expect(isTaken(element("<input type='radio'>"), { key: "ArrowLeft" })).toBe(true);
  expect(isTaken(element("<input type='range'>"), { key: "ArrowRight" })).toBe(true);
  expect(isTaken(element("<select></select>"), { key: "t" })).toBe(true);
  expect(isTaken(element("<textarea></textarea>"), { key: "p" })).toBe(true);
});

test("a field that does not use a key leaves it to the player", () => {
  expect(isTaken(element("<input type='radio'>"), { key: "t" })).toBe(false);
  expect(isTaken(element("<button></button>"), { key: "ArrowLeft" })).toBe(false);
});

test("what scrolls sideways keeps the arrow keys while there is something to scroll", () => {
  const pane = element("<div data-scrolls='data-scrolls'></div>");
  Object.defineProperty(pane, "clientWidth", { value: 100 });
  Object.defineProperty(pane, "scrollWidth", { value: 100, configurable: true });
  expect(isTaken(pane, { key: "ArrowLeft" })).toBe(false);
  Object.defineProperty(pane, "scrollWidth", { value: 300 });
  expect(isTaken(pane, { key: "ArrowLeft" })).toBe(true);
  expect(isTaken(pane, { key: "t" })).toBe(false);
});

test("a step in the address is found again", () => {
  for (const id of ["send-echo-run", "a.b", "ключ"]) expect(stepIn(fragment(id, 12), id, 13)).toBe(12);
});

test.each([
  ["", "a"],
  ["#a", "a"],
  ["#a.", "a"],
  ["#a.x", "a"],
  ["#a.1x", "a"],
  ["#a.-1", "a"],
  ["#a.10", "a"],
  ["#ab.1", "a"],
  ["#%.1", "a"],
  ["#.1", ""],
])("the address %s names no step of player %s", (hash, id) => {
  expect(stepIn(hash, id, 10)).toBeNull();
});
