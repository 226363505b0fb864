// @vitest-environment happy-dom
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { FrameMicroscope } from "../microscope/element.ts";
import { film, told } from "./films.ts";

beforeAll(() => customElements.define("frame-microscope", FrameMicroscope));

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  location.hash = "";
});

afterEach(() => {
  document.body.innerHTML = "";
  vi.useRealTimers();
});

function page(data: string, level = "transfer", id = "a"): HTMLElement {
  const holder = document.createElement("div");
  const script = `<script type="application/json">${data.replaceAll("<", "\\u003c")}</script>`;
  holder.innerHTML = `<figure id="${id}"><frame-microscope level="${level}"><div class="film">static</div>${script}</frame-microscope></figure>`;
  document.body.append(holder);
  return holder.querySelector("frame-microscope") as HTMLElement;
}

const open = (name: string, level?: string, id?: string) => page(JSON.stringify(film(name)), level, id);

const find = (root: ParentNode, selector: string) => root.querySelector(selector) as HTMLElement;
const press = (root: ParentNode, command: string) => find(root, `[data-command="${command}"]`).click();
const position = (root: ParentNode) => find(root, ".fm-position").textContent;
const said = (root: ParentNode) => find(root, ".fm-say").textContent;

function key(target: Element, name: string, held = {}): boolean {
  return target.dispatchEvent(
    new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...held }),
  );
}

test("a player takes the place of the static form", () => {
  const root = open("echo");
  expect(root.classList.contains("fm-plays")).toBe(true);
  expect(position(root)).toBe("before step 1");
});

test.each([
  ["not JSON", "{", "damaged"],
  ["cut", JSON.stringify({ format: "gentools-film", version: 1 }), "damaged"],
  ["newer", JSON.stringify({ format: "gentools-film", version: 2 }), "newer version"],
])("a film that is %s leaves the static form and says why", (_, data, reason) => {
  const root = page(data);
  expect(root.classList.contains("fm-plays")).toBe(false);
  expect(find(root, ".film").textContent).toBe("static");
  expect(find(root, ".fm-problem").textContent).toContain(reason);
  expect(root.querySelector(".fm-player")).toBeNull();
});

test("a film that stands in a script of its own is loaded first", async () => {
  window.bookLoader = {
    address: String,
    dress: async () => undefined,
    load: async (file) => {
      expect(file).toBe("films/abc.js");
      window.bookFilms = { abc: film("echo") };
    },
  };
  document.body.innerHTML =
    '<frame-microscope level="transfer" film="abc"><div class="film"></div></frame-microscope>';
  const root = find(document, "frame-microscope");
  expect(root.classList.contains("fm-plays")).toBe(false);
  await vi.waitFor(() => expect(root.classList.contains("fm-plays")).toBe(true));
});

test("a film that can't be loaded leaves the static form and says why", async () => {
  const load = async () => Promise.reject(new Error("films/abc.js could not be loaded."));
  window.bookLoader = { address: String, dress: async () => undefined, load };
  document.body.innerHTML =
    '<frame-microscope level="transfer" film="abc"><div class="film"></div></frame-microscope>';
  await vi.waitFor(() => expect(find(document, ".fm-problem").textContent).toContain("could not be loaded"));
});

test("the buttons go through the steps, and say each", () => {
  const root = open("echo");
  const { sentences, levels } = film("echo");
  press(root, "next");
  press(root, "next");
  expect(position(root)).toBe("step 2 of 9");
  expect(said(root)).toBe(sentences[levels.transfer[2] as number]?.replaceAll("`", ""));
  press(root, "back");
  expect(position(root)).toBe("step 1 of 9");
  press(root, "last");
  expect(position(root)).toBe("after step 9");
  expect(find(root, '[data-command="next"]').getAttribute("aria-disabled")).toBe("true");
  press(root, "first");
  expect(position(root)).toBe("before step 1");
  expect(find(root, '[data-command="back"]').getAttribute("aria-disabled")).toBe("true");
});

test("the next line makes the level as fine as a line", () => {
  const root = open("echo");
  press(root, "line");
  expect((find(root, "input[value=line]") as HTMLInputElement).checked).toBe(true);
  expect(position(root)).toMatch(/^step 2 of /);
});

test("a chosen level is remembered for the next player", () => {
  find(open("echo"), "input[value=instruction]").click();
  const { trace } = film("outer");
  expect(position(open("outer", "transfer", "b"))).toBe(`step 1 of ${trace.steps.length}`);
});

test("keys step while the focus is in the player", () => {
  const root = open("outer");
  const button = find(root, '[data-command="play"]');
  expect(key(button, "ArrowRight")).toBe(false);
  key(button, "t");
  expect(position(root)).toBe("step 2 of 12");
  key(button, "ArrowLeft", { shiftKey: true });
  expect(position(root)).toBe("step 1 of 12");
  expect(key(button, "ArrowRight", { ctrlKey: true })).toBe(true);
  expect(key(find(root, "input[type=radio]"), "ArrowRight")).toBe(true);
  expect(key(document.body, "ArrowRight")).toBe(true);
  expect(position(root)).toBe("step 1 of 12");
});

test("play steps once a second, to the end, and stops when the reader does something", () => {
  const root = open("echo");
  press(root, "play");
  expect(find(root, '[data-command="play"]').textContent).toBe("Pause");
  expect(position(root)).toBe("step 1 of 9");
  vi.advanceTimersByTime(2000);
  expect(position(root)).toBe("step 3 of 9");
  press(root, "back");
  vi.advanceTimersByTime(5000);
  expect(position(root)).toBe("step 2 of 9");
  press(root, "play");
  vi.advanceTimersByTime(60_000);
  expect(position(root)).toBe("after step 9");
  expect(find(root, '[data-command="play"]').textContent).toBe("Play");
  press(root, "play");
  expect(position(root)).toBe("before step 1");
});

test("a step is in the address once the reader stays there, and the address leads to a step", () => {
  const root = open("echo");
  press(root, "next");
  expect(location.hash).toBe("");
  vi.advanceTimersByTime(300);
  const { levels } = film("echo");
  expect(location.hash).toBe(`#a.${levels.transfer[1]}`);
  location.hash = `#a.${levels.transfer[4]}`;
  dispatchEvent(new Event("hashchange"));
  expect(position(root)).toBe("step 4 of 9");
});

test("an address leads to its own player, at the level that shows the step", () => {
  location.hash = "#b.9";
  const other = open("echo", "transfer", "a");
  const root = open("outer", "transfer", "b");
  expect(position(other)).toBe("before step 1");
  expect((find(root, "input[value=instruction]") as HTMLInputElement).checked).toBe(true);
  expect(position(root)).toMatch(/^step 10 of /);
});

test("a line of the source leads to the step at which a frame comes to it", () => {
  const root = open("echo");
  find(root, '[data-line="0:7"]').click();
  expect(find(root, ".fm-at-running").dataset.line).toBe("0:7");
});

test("one line at a time is reached by Tab, and the arrow keys go from line to line", () => {
  const root = open("echo");
  const reached = () =>
    [...root.querySelectorAll<HTMLElement>(".fm-line")].filter((line) => line.tabIndex === 0);
  expect(reached()).toHaveLength(1);
  const first = find(root, '[data-line="0:1"]');
  first.focus();
  key(first, "ArrowDown");
  expect(document.activeElement).toBe(find(root, '[data-line="0:2"]'));
  expect(reached()).toEqual([document.activeElement]);
});

test("the focus stays on a line while the steps go on", () => {
  const root = open("echo");
  const line = find(root, '[data-line="0:4"]');
  line.focus();
  press(root, "last");
  expect(document.activeElement).toBe(line);
  expect(line.tabIndex).toBe(0);
});

test("a closed frame stays open or shut while the steps go on, and the focus is not lost", () => {
  const root = open("outer");
  press(root, "last");
  const details = () => find(root, 'details[data-frame="2"]') as HTMLDetailsElement;
  details().open = true;
  details().dispatchEvent(new Event("toggle"));
  find(details(), "summary").focus();
  press(root, "back");
  press(root, "last");
  expect(details().open).toBe(true);
  expect(details().textContent).toContain("total");
  details().open = false;
  details().dispatchEvent(new Event("toggle"));
  press(root, "back");
  press(root, "last");
  expect(details().open).toBe(false);
  expect(root.contains(document.activeElement)).toBe(true);
});

test("what was printed grows, and its new part is marked", () => {
  const root = open("tasks", "instruction");
  const { steps } = told("tasks");
  while (!find(root, ".fm-output mark")) press(root, "next");
  const index = Number(/step (\d+)/.exec(position(root) ?? "")?.[1]) - 1;
  expect(find(root, ".fm-output").textContent).toBe(steps[index]?.printed);
  press(root, "next");
  expect(find(root, ".fm-output mark")).toBeNull();
  expect(open("echo", "transfer", "b").querySelector(".fm-printed")).toBeNull();
});

test("instructions are drawn once they are unfolded, with the one that stands", () => {
  const root = open("echo", "instruction");
  for (let step = 0; step < 8; step++) press(root, "next");
  expect(root.querySelector(".fm-table tr")).toBeNull();
  const details = find(root, ".fm-instructions") as HTMLDetailsElement;
  details.open = true;
  details.dispatchEvent(new Event("toggle"));
  const { trace } = film("echo");
  const at = String(trace.steps[8]?.at);
  expect(find(root, ".fm-table tr[class] td:nth-child(3)").textContent).toBe(at);
});

test("players of one page go their own ways", () => {
  const [one, other] = [open("echo", "transfer", "a"), open("echo", "transfer", "b")];
  press(one, "next");
  find(other, "input[value=line]").click();
  expect(position(one)).toBe("step 1 of 9");
  expect((find(one, "input[value=transfer]") as HTMLInputElement).checked).toBe(true);
});

test("a player that was taken off the page rests, and plays again when it is put back", () => {
  const root = open("echo");
  press(root, "play");
  const holder = root.parentElement as HTMLElement;
  root.remove();
  vi.advanceTimersByTime(5000);
  holder.append(root);
  expect(position(root)).toBe("step 1 of 9");
  expect(root.querySelectorAll(".fm-player")).toHaveLength(1);
  press(root, "next");
  expect(position(root)).toBe("step 2 of 9");
});

test("a box that steps aside and comes back is not drawn anew", () => {
  const root = open("echo", "line");
  const box = () =>
    [...root.querySelectorAll(".fm-frames .fm-frame")].find((frame) =>
      find(frame, ".fm-name").textContent?.includes("echo"),
    );
  const isAside = (): boolean => box()?.closest(".fm-aside") != null;
  while (!box()) press(root, "next");
  const first = box();
  const seen = new Set([isAside()]);
  for (let steps = 0; steps < 8 && box(); steps++) {
    expect(box()).toBe(first);
    press(root, "next");
    seen.add(isAside());
  }
  expect(seen).toEqual(new Set([true, false]));
});

test("only the lines where frames stand have their marks, however one went through the steps", () => {
  const marked = (root: ParentNode) =>
    [...root.querySelectorAll(".fm-line")]
      .filter((line) => line.className !== "fm-line" || line.querySelector(".fm-glyph, u"))
      .map((line) => line.outerHTML.replace(/ tabindex="-?\d"/, ""));
  const [root, other] = [open("echo", "instruction", "a"), open("echo", "instruction", "b")];
  press(root, "last");
  while (find(root, '[data-command="back"]').getAttribute("aria-disabled") !== "true") press(root, "back");
  expect(marked(root)).toEqual(marked(other));
  expect(marked(root)).toHaveLength(1);
});
