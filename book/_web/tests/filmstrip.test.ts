// @vitest-environment happy-dom
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { filmstrip, transferCount } from "../microscope/entry-build.ts";
import { film, loose, names } from "./films.ts";

const strip = (name: string, options = {}): HTMLElement =>
  parsed(filmstrip(film(name), { id: "x", ...options }));

function parsed(html: string): HTMLElement {
  const root = document.createElement("div");
  root.innerHTML = html;
  return root;
}

const texts = (root: ParentNode, selector: string): string[] =>
  [...root.querySelectorAll(selector)].map((element) =>
    (element.textContent ?? "").replace(/\s+/g, " ").trim(),
  );

/** Reads markup with the strict parser of Python's library; the browser's own would mend what is wrong. */
function readStrictly(markup: string): void {
  const check = "import sys, xml.dom.minidom; xml.dom.minidom.parseString(sys.stdin.buffer.read())";
  execFileSync("python3", ["-c", check], { input: markup });
}

test.each(names)(
  "the strip of %s is well-formed XML, without styles of its own and with ids of its own",
  (name) => {
    const html = filmstrip(film(name), { id: "x", ...(name === "long" && { steps: [1, 2, 3] }) });
    readStrictly(html);
    const root = parsed(html);
    expect(root.querySelectorAll("[style]")).toHaveLength(0);
    const ids = [...root.querySelectorAll("[id]")].map((element) => element.id);
    expect(ids.every((id) => /^x\.\d+$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  },
);

test("each transfer but the program's own start and end is a panel, named after its step", () => {
  const { levels } = film("outer");
  const ids = [...strip("outer").querySelectorAll(".panel")].map((panel) => panel.id);
  expect(ids).toEqual(levels.transfer.slice(1, -1).map((step) => `x.${step}`));
  expect(transferCount(film("outer"))).toBe(ids.length);
});

test("the panels are called for what happens", () => {
  expect(texts(strip("echo"), ".fm-panel-title")).toEqual([
    "1g = echo(0)",
    "2next(g)",
    "3echo yields 0",
    "4next(g)",
    "5echo yields 1",
    "6g.send(1)",
    "7echo yields 2",
    "8next(g)",
    "9echo returns 'done'",
  ]);
});

test("values in flight are called what they are", () => {
  expect(texts(strip("echo"), ".fm-live .fm-label")).toEqual([
    "started, nothing sent",
    "yielded 0",
    "sent None",
    "yielded 1",
    "sent 1",
    "yielded 2",
    "sent None",
    "returned 'done'",
  ]);
  expect(texts(strip("closing"), ".fm-zigzag .fm-label")).toContain("thrown GeneratorExit()");
});

test("a value that goes through a delegate is on each link of its way", () => {
  const panel = [...strip("outer").querySelectorAll(".panel")].find((one) =>
    one.textContent?.includes("resumes inner, through outer; ValueError('no')"),
  ) as Element;
  expect(texts(panel, ".fm-label")).toEqual(["thrown ValueError('no')", "thrown ValueError('no')"]);
  expect(texts(panel, ".fm-state")).toEqual(["waiting", "running, in inner", "running"]);
});

test("a suspended frame stands aside with its expression and its stack; a delegate stands under it", () => {
  const panel = [...strip("outer").querySelectorAll(".panel")].find((one) =>
    one.textContent?.includes("inner is suspended at line 5, having yielded 2"),
  ) as Element;
  expect(texts(panel, ".fm-aside .fm-name")).toEqual(["outer", "inner"]);
  expect(texts(panel, ".fm-waits")).toEqual(["yield from inner()", "yield n"]);
  expect(texts(panel, ".fm-cells li").at(0)).toBe("<generator inner>");
});

test("what changed since the panel before is marked, with what it was", () => {
  const panel = strip("echo").querySelectorAll(".panel")[6] as Element;
  expect(texts(panel, ".fm-changed")).toEqual(["value1 2", "sentNone 1"]);
  expect(texts(panel, "del")).toEqual(["1", "None"]);
});

test("frames of one name are numbered", () => {
  const found = new Set(texts(strip("tasks"), ".fm-name"));
  expect([...found].sort()).toEqual(["greet #1", "greet #2", "greet #3", "run", "the program"]);
});

test("panels that are left out are said", () => {
  const root = strip("echo", { steps: [1, 2, 7, 9] });
  expect(texts(root, ".fm-left-out")).toEqual(["Steps 3 to 6 are not shown.", "Step 8 is not shown."]);
  expect(root.querySelectorAll(".panel")).toHaveLength(4);
});

test("it is said below the panel before, or else above the first", () => {
  const items = (steps: number[]) =>
    [...strip("echo", { steps }).querySelectorAll(".panels > li")].map((item) => [
      item.className,
      texts(item, "p.fm-left-out").join(),
    ]);
  expect(items([1, 9])).toEqual([
    ["panel", "Steps 2 to 8 are not shown."],
    ["panel", ""],
  ]);
  expect(items([9])).toEqual([
    ["fm-left-out", ""],
    ["panel", ""],
  ]);
});

test("long code may be broken where its parts meet, and is the same text", () => {
  const label = strip("outer").innerHTML;
  expect(label).toContain("g.<wbr>throw(<wbr>ValueError(<wbr>");
  expect(texts(strip("outer"), ".fm-panel-name")).toContain("g.throw(ValueError('no'))");
});

test("the timeline has a name that says between whom the transfers are", () => {
  const timeline = strip("outer").querySelector("svg.fm-timeline");
  expect(timeline?.getAttribute("role")).toBe("img");
  expect(timeline?.querySelector("title")?.textContent).toMatch(
    /^Timeline: \d+ transfers between the caller, outer and inner$/,
  );
});

test("the timeline is drawn once more for narrow pages, where its text is as large", () => {
  const sizes = [...strip("outer").querySelectorAll("svg.fm-timeline")].map((svg) => [
    svg.classList.contains("fm-narrow"),
    Number(svg.getAttribute("viewBox")?.split(" ")[2]) <= 328,
  ]);
  expect(sizes).toEqual([
    [false, false],
    [true, true],
  ]);
});

test("a line of source keeps its text, in one piece: in print what is blank would be lost by itself", () => {
  const lines = film("outer").trace.sources[0]?.text.trimEnd().split("\n");
  const shown = [...strip("outer").querySelectorAll(".fm-listing code")];
  expect(shown.map((line) => line.textContent)).toEqual(lines);
  expect(shown.every((line) => line.children.length === 0)).toBe(true);
});

test("a zigzag that goes up is marked, as it begins below its head", () => {
  const marked = [...strip("raising").querySelectorAll(".fm-zigzag.fm-labelled")].map((link) => [
    link.classList.contains("fm-up"),
    link.querySelector(".fm-head-up") !== null,
  ]);
  expect(marked).toContainEqual([true, true]);
  for (const [isUp, hasHead] of marked) expect(isUp).toBe(hasHead);
});

test("where a frame waits may go on below its sign and word", () => {
  expect(texts(strip("outer"), ".fm-inner-name")).toContain("in inner");
  const states = new Set(texts(strip("outer"), ".fm-state"));
  expect(states).toContain("running, in inner");
});

test("each panel says its sentence, with the code in it as code", () => {
  const { sentences, levels } = film("outer");
  const said = texts(strip("outer"), ".fm-sentence");
  expect(said).toEqual(levels.transfer.slice(1, -1).map((step) => sentences[step]?.replaceAll("`", "")));
});

test("how the program ended is said, and what it printed", () => {
  expect(texts(strip("raising"), ".fm-end")).toEqual(["The program ended with ValueError('no')."]);
  expect(texts(strip("tasks"), ".fm-end")[0]).toBe(
    "The program ran to its end. It printed:A 0 B 0 C 0 A 1 C 1",
  );
  expect(texts(strip("long", { steps: [1] }), ".fm-end")[0]).toContain("stopped after 2000 steps");
});

test("a stack that cannot be seen is said, with the version, and never shown empty", () => {
  const unseen = loose("echo");
  unseen.trace.stack = "not visible";
  unseen.trace.python = "3.13.0";
  for (const step of unseen.trace.steps)
    for (const change of Object.values<{ stack?: unknown }>(step.changes ?? {}))
      if ("stack" in change) change.stack = null;
  const root = parsed(filmstrip(unseen, { id: "x" }));
  const text = "evaluation stack not visible on Python 3.13 while the frame runs";
  expect(new Set(texts(root, ".fm-unseen"))).toEqual(new Set([text]));
  expect(root.querySelectorAll(".fm-cells")).toHaveLength(0);
});

test("a function that is followed by line has no stack at all", () => {
  const root = strip("lines");
  expect(root.querySelectorAll(".fm-stack, .fm-unseen")).toHaveLength(0);
  expect(root.querySelectorAll(".panel").length).toBeGreaterThan(0);
});

test("a caller that was not recorded is said to be so, and runs while nothing recorded does", () => {
  const root = strip("range");
  const first = root.querySelector(".panel") as Element;
  expect(texts(first, ".fm-frame .fm-head")).toEqual(["the caller waiting", "my_range running"]);
  expect(first.textContent).toContain("is not recorded");
  const second = root.querySelectorAll(".panel")[1] as Element;
  expect(texts(second, ".fm-frame .fm-head")).toEqual(["the caller running", "my_range suspended"]);
});

test("names and values are text, whatever they look like", () => {
  const hostile = loose("letters");
  hostile.trace.sources[0].name = '"><script>alert(1)</script>';
  hostile.trace.codes[0].source =
    hostile.trace.sources.push({ name: "<b>", text: "]]>\0&#0;", first: 1 }) - 1;
  hostile.labels[1] = "<img src=x onerror=alert(1)>";
  hostile.trace.values[0].text = "</script><!--";
  const html = filmstrip(hostile, { id: 'x"y' });
  readStrictly(html);
  const root = parsed(html);
  expect(root.querySelectorAll("script, img, b[class=''], [onerror]")).toHaveLength(0);
  expect(texts(root, ".fm-name code")).toContain("<img src=x onerror=alert(1)>");
  expect(root.textContent).toContain("]]>\uFFFD&#0;");
});

test("a value with a backtick in it stays in one piece", () => {
  const value = texts(strip("letters"), ".fm-sentence code").find((text) => text.includes("script"));
  expect(value).toBe("'`</script>`𝔘 <b>&amp;\\x07'");
});

test("source texts have their titles, where they are given", () => {
  expect(texts(strip("echo"), ".fm-source-name")).toEqual([]);
  const root = strip("echo", { titles: { "echo.py": "Listing <b>7.1</b>" } });
  expect(texts(root, ".fm-source-name b")).toEqual(["7.1"]);
});

test("a function that has ended is shown once more, and a closed generator as long as the program runs", () => {
  const panels = [...strip("tasks").querySelectorAll(".panel")];
  const heads = texts(panels.at(-1) as Element, ".fm-head");
  expect(heads).toContain("run ended");
  expect(heads.filter((head) => head.endsWith("closed"))).toHaveLength(3);
});

test("a panel that is not there is refused, with the panels that are", () => {
  expect(() => filmstrip(film("echo"), { id: "a", steps: [1, 30] })).toThrow(
    "there is no panel 30; it has the panels 1 to 9",
  );
});
