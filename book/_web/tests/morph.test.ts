// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { morph, morphInto } from "../microscope/morph.ts";

function element(html: string): HTMLElement {
  const made = document.createElement("div");
  made.innerHTML = html;
  return made;
}

test.each([
  ["<p>a</p>", "<p>b</p>"],
  ["<p>a</p>", ""],
  ["", "<p>a</p><p>b</p>"],
  ['<p class="x">a</p>', "<p>a</p>"],
  ["<p>a</p>", '<p id="x" class="y">a</p>'],
  ["<p>a</p><ul><li>1</li><li>2</li></ul>", "<ul><li>2</li></ul><p>a</p>"],
  ["text", "<b>text</b>"],
  ["<b>text</b> and", "text"],
])("%s becomes %s", (before, after) => {
  const root = element(before);
  morph(root, after);
  expect(root.innerHTML).toBe(after);
});

test("what is the same stays the same element", () => {
  const root = element("<p>a</p><p>b</p>");
  const [first, second] = root.children;
  morph(root, '<p>a</p><p class="new">c</p><p>d</p>');
  expect([...root.children].slice(0, 2)).toEqual([first, second]);
  expect(second?.outerHTML).toBe('<p class="new">c</p>');
});

test("an element becomes another in its place", () => {
  const root = element("<p>a</p>");
  morphInto(root.children[0] as Element, "<ol><li>a</li></ol>");
  expect(root.innerHTML).toBe("<ol><li>a</li></ol>");
});
