// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { order } from "../microscope/arrange.ts";
import { frames } from "../microscope/frames.ts";
import { morph, morphInto } from "../microscope/morph.ts";
import { Reel } from "../microscope/view.ts";
import { film, names } from "./films.ts";

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
  ["<p>a</p>", "<p>a &lt; b &amp;&amp; b &gt; c</p>"],
  ["<p>a</p>", "<p>&lt;/p&gt;</p><p>/</p>"],
  ["<p>a</p>", "<p>&amp;lt;</p>"],
  ["<p>a</p>", '<p title="it is &quot;a=&quot;&amp;lt;" data-n="1">a</p>'],
  ["<p>a</p>", '<p id="x" class="y"></p>'],
  ["<p>a</p>", "<p>a\n\uD83D\uDE00</p>"],
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

test("an element without content needs no end", () => {
  const root = element("<p>a</p>");
  morph(root, '<p>a.<wbr/>b</p><input value="1"/><p>c</p>');
  expect(root.innerHTML).toBe('<p>a.<wbr>b</p><input value="1"><p>c</p>');
});

test("the end of a line is one sign, as in all HTML", () => {
  const root = element("<p>a</p>");
  morph(root, '<p title="a\r\nb">c\r\nd\re</p>');
  expect(root.firstElementChild?.getAttribute("title")).toBe("a\nb");
  expect(root.textContent).toBe("c\nd\ne");
});

test("a drawing is made as one", () => {
  const root = element("<p>a</p>");
  morph(root, '<p>a<svg viewBox="0 0 1 1"><path d="M0 0"/></svg></p>');
  const shapes = [...root.querySelectorAll("svg, path")];
  expect(shapes[0]?.getAttribute("viewBox")).toBe("0 0 1 1");
  expect(shapes.map((shape) => shape.namespaceURI)).toEqual(Array(2).fill("http://www.w3.org/2000/svg"));
});

test("what a reader opened stays open as long as its tag is the same", () => {
  const root = element("<p>a</p>");
  morph(root, "<details><p>a</p></details>");
  root.querySelector("details")?.setAttribute("open", "");
  morph(root, "<details><p>b</p></details>");
  expect(root.innerHTML).toBe('<details open=""><p>b</p></details>');
  morph(root, '<details class="x"><p>b</p></details>');
  expect(root.innerHTML).toBe('<details class="x"><p>b</p></details>');
});

test.each(names)("the frames of %s are those that a browser would make, at every step", (name) => {
  const reel = new Reel(film(name));
  const ordered = order(reel.recording);
  const root = element("<p>a</p>");
  for (const index of reel.recording.steps.keys()) {
    const html = frames(reel.view(index, index > 0 ? index - 1 : null, "instruction"), ordered).join("");
    morph(root, html);
    expect(root.innerHTML).toBe(element(html).innerHTML);
  }
});
