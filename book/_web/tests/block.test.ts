// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { Block } from "../live/block.ts";
import { digest, dropEdit, keptEdit } from "../live/edits.ts";
import { Stopped, type Watcher } from "../live/interpreter.ts";
import type { Answer, Job } from "../live/messages.ts";
import { addToolbar } from "../page/toolbar.ts";

const KEY = "send/sum";
const CODE = "print(1)";

/** A listing that prints, as a page has it. */
const PAGE = `<figure class="snippet" id="send-sum" data-block="${KEY}">
<figcaption><span class="caption-number">Listing 8.1</span></figcaption><p class="snippet-about"></p>
<div class="highlight-python"><pre>${CODE}\n</pre></div>
<div class="snippet-output"><p class="snippet-output-name">Output</p><pre>1\n</pre></div></figure>`;

/** Runs nothing: what becomes of a run is said by the test. */
class Pretended {
  ran: string[] = [];
  watcher: Watcher | undefined;
  finish: (answer: Answer) => void = () => undefined;
  fail: (error: Error) => void = () => undefined;

  warm(): never {
    return undefined as never;
  }

  run({ job }: Job, watcher: Watcher, signal: AbortSignal): Promise<Answer> {
    if (signal.aborted) return Promise.reject(new Stopped());
    this.ran.push(JSON.parse(job).blocks.at(-1).text);
    this.watcher = watcher;
    watcher.running("3.14.2");
    return new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
      signal.addEventListener("abort", () => reject(new Stopped()));
    });
  }

  print(got: string): void {
    this.watcher?.heard({ line: 1, end: 2, source: "", got, want: "1\n", different: null });
    this.finish({});
  }
}

let figure: HTMLElement;
let python: Pretended;
let block: Block;
let loading: Record<string, Promise<void>>;

beforeEach(() => {
  dropEdit(KEY);
  localStorage.clear();
  loading = {};
  window.bookLoader = {
    address: (name) => name,
    load: async (name) => loading[name],
    dress: async () => undefined,
  };
  window.bookChapters = {
    send: {
      sum: { file: "sum.py", text: `${CODE}\n`, out: "1\n" },
      sum_checks: { file: "sum_checks.pycon", text: ">>> 1\n1\n", after: ["sum"] },
    },
  };
  window.bookEditor = { open: editor };
  document.body.innerHTML = PAGE;
  figure = document.querySelector("figure") as HTMLElement;
  addToolbar(figure);
  python = new Pretended();
  block = new Block(figure, python);
});

/** A field in the place of an editor. */
function editor(place: HTMLElement, text: string, _: string, __: string, changed: (text: string) => void) {
  const field = document.createElement("textarea");
  field.value = text;
  field.oninput = () => changed(field.value);
  place.prepend(field);
  return {
    get text() {
      return field.value;
    },
    set text(value) {
      field.value = value;
    },
    focus: () => field.focus(),
    remove: () => field.remove(),
  };
}

const field = () => figure.querySelector("textarea") as HTMLTextAreaElement;
const said = () => figure.querySelector(".live-status")?.textContent ?? "";
/** Is what is printed there said to be of other code? */
const isOld = () => figure.querySelector("[data-outdated]") !== null;
const printed = () => figure.querySelector(".snippet-output pre")?.textContent;
const isChanged = () => figure.hasAttribute("data-changed");

function type(text: string): void {
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

/** Keeps an edit as another tab does, or an earlier visit. */
function keepElsewhere(to: string, from = CODE): Promise<void> {
  localStorage.setItem(`book-edit:${KEY}`, JSON.stringify({ from: digest(from), to }));
  return block.follow();
}

/** Opens the editor and writes into it. */
async function write(text: string): Promise<void> {
  await block.act("edit");
  type(text);
}

/** Holds back a script of the book; returns what lets it arrive. */
function hold(name: string): () => void {
  let arrive = () => {};
  loading[name] = new Promise((resolve) => {
    arrive = resolve;
  });
  return arrive;
}

/** Lets go on what waits for nothing but its turn. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("an edit of an earlier visit", () => {
  it("is shown, though the book has changed the code since, and that is said", async () => {
    await keepElsewhere("print(2)", "print(0)");
    expect([field().value, isChanged()]).toEqual(["print(2)", true]);
    expect(said()).toContain("The book has changed this code since you did.");
    type("print(3)");
    expect([said(), keptEdit(KEY, CODE)]).toEqual(["", "print(3)"]);
  });

  it("is shown without a word if the book's code is as it was", async () => {
    await keepElsewhere("print(2)");
    expect([field().value, said()]).toEqual(["print(2)", ""]);
  });
});

describe("Reset", () => {
  it("can be undone", async () => {
    await write("print(2)");
    await block.act("reset");
    expect([isChanged(), keptEdit(KEY, CODE), field()]).toEqual([false, undefined, null]);
    expect(said()).toBe("This is the book's own code again. Undo");
    figure.querySelector<HTMLElement>(".live-status button")?.click();
    await settled();
    expect([field().value, isChanged(), keptEdit(KEY, CODE)]).toEqual(["print(2)", true, "print(2)"]);
    expect([document.activeElement, said()]).toEqual([field(), ""]);
  });

  it("has nothing to undo where nothing was changed", async () => {
    await block.act("edit");
    await block.act("reset");
    expect(said()).toBe("This is the book's own code again.");
  });

  it("has the last word on a run that it stops", async () => {
    await write("print(2)");
    const run = block.act("run");
    await settled();
    await block.act("reset");
    await run;
    expect(said()).toBe("This is the book's own code again. Undo");
  });

  it("drops a recording that is still to be opened", async () => {
    await write("print(2)");
    const arrive = hold("microscope.js");
    const step = block.act("step");
    await settled();
    python.finish({ film: "{}" });
    await settled();
    await block.act("reset");
    arrive();
    await step;
    await settled();
    expect(document.querySelector(".live-film")).toBeNull();
    expect(said()).toBe("This is the book's own code again. Undo");
  });
});

describe("Stop", () => {
  it("is obeyed while what is needed is still loaded", async () => {
    hold("chapters/send.js");
    const run = block.act("run");
    await block.act("stop");
    await run;
    expect(said()).toBe("Stopped. The next run starts afresh.");
    expect(python.ran).toEqual([]);
  });
});

describe("what the page shows as printed is said to be of other code", () => {
  it("when the code was changed on an earlier visit", async () => {
    await keepElsewhere("print(2)");
    expect([printed(), isOld()]).toEqual(["1\n", true]);
  });

  it("when a run of changed code was stopped, or failed", async () => {
    await write("print(2)");
    const stopped = block.act("run");
    await settled();
    expect(isOld()).toBe(true);
    await block.act("stop");
    await stopped;
    expect([printed(), isOld()]).toEqual(["1\n", true]);
    const failed = block.act("run");
    await settled();
    python.fail(new Error("It ended."));
    await failed;
    expect([printed(), isOld(), said()]).toEqual(["1\n", true, "It ended."]);
  });

  it("when something was typed while it ran", async () => {
    await write("print(2)");
    const run = block.act("run");
    await settled();
    type("print(3)");
    python.print("2\n");
    await run;
    expect([python.ran, printed(), isOld()]).toEqual([["print(2)\n"], "2\n", true]);
    type("print(2)");
    expect(isOld()).toBe(false);
  });

  it("when another tab has changed the code since", async () => {
    await write("print(2)");
    const run = block.act("run");
    await settled();
    python.print("2\n");
    await run;
    expect([isOld(), said()]).toEqual([false, "It ran as you changed it."]);
    let changes = 0;
    figure.addEventListener("block-changed", () => changes++);
    await keepElsewhere("print(3)");
    expect([field().value, isOld(), said(), changes]).toEqual(["print(3)", true, "", 1]);
  });

  it("until the book's own code is back", async () => {
    await write("print(2)");
    await block.act("reset");
    expect(isOld()).toBe(false);
  });
});

describe("a check", () => {
  it("opens the editor, and says nothing under the block when it is over", async () => {
    const check = block.check("send/sum_checks");
    await settled();
    expect(said()).toBe("Running on CPython 3.14.2 …");
    python.finish({});
    expect(await check).toEqual({ outcomes: [], answer: {}, changed: [] });
    expect([field().value, said()]).toEqual([CODE, ""]);
  });

  it("says nothing under the block, either, if it ends Python", async () => {
    const check = block.check("send/sum_checks");
    await settled();
    python.fail(new Error("It ended."));
    await expect(check).rejects.toThrow("It ended.");
    expect(said()).toBe("");
  });

  it("is stopped, and nothing else is run, from the first moment on", async () => {
    hold("editor.js");
    const check = block.check("send/sum_checks");
    await block.act("run");
    await block.act("stop");
    expect((await check).answer).toBeUndefined();
    expect(python.ran).toEqual([]);
  });

  it("leaves what Reset says", async () => {
    await write("print(2)");
    const check = block.check("send/sum_checks");
    await settled();
    await block.act("reset");
    await check;
    expect(said()).toBe("This is the book's own code again. Undo");
  });
});

it("shows the page's own output again when the reader is asked for it", async () => {
  const run = block.act("run");
  await settled();
  python.print("2\n");
  await run;
  expect(printed()).toBe("2\n");
  figure.dispatchEvent(new Event("block-asked"));
  expect([printed(), said()]).toEqual(["1\n", ""]);
});
