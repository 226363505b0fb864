// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import type { Linked } from "../live/chapters.ts";
import { echo, placeOutput } from "../live/echo.ts";
import {
  digest,
  dropEdit,
  editedKeys,
  editOf,
  holdEdit,
  isOvertaken,
  keepEdit,
  keptEdit,
  releaseEdit,
} from "../live/edits.ts";
import { jobOf, originalOf, type Part, partOf } from "../live/job.ts";
import { gaveUp } from "../live/machine.ts";
import type { Outcome } from "../live/messages.ts";
import { Outputs } from "../live/outputs.ts";
import { verdict } from "../live/verdict.ts";
import { typed } from "../page/typed.ts";

const SESSION = ">>> a = 1\n>>> for b in 'xy':\n...     print(b)\n...\nx\ny\n>>> a\n1\n";

const outcome = (over: Partial<Outcome>): Outcome => ({
  line: 1,
  end: 2,
  source: "a\n",
  got: "",
  want: "",
  different: null,
  ...over,
});

const LOOP = { line: 2, end: 5, source: "for b in 'xy':\n    print(b)\n\n", want: "x\ny\n", got: "x\ny\n" };
const LAST = { line: 7, end: 8, source: "a\n", want: "1\n", got: "1\n" };

const block: Linked = { key: "send/bill", file: "bill.pycon", text: SESSION };
const TYPED = "a = 1\nfor b in 'xy':\n    print(b)\n\na";

beforeEach(() => {
  dropEdit(block.key);
  localStorage.clear();
  document.body.innerHTML = "";
});

function pre(text = SESSION): HTMLElement {
  const made = document.createElement("pre");
  made.innerHTML = text.replaceAll(">>>", '<span class="gp">&gt;&gt;&gt;</span>');
  document.body.append(made);
  return made;
}

describe("an output in the session of the page", () => {
  it("is left as it is, colours and all, if it is the same", () => {
    const made = pre();
    const before = made.innerHTML;
    placeOutput(made, outcome(LAST));
    placeOutput(made, outcome(LOOP));
    expect(made.innerHTML).toBe(before);
  });

  it("takes the place of what stood there, in whatever order lines move", () => {
    const made = pre(SESSION.replace("x\ny\n", "·\n·\n"));
    placeOutput(made, outcome(LAST));
    placeOutput(made, outcome(LOOP));
    expect(made.textContent).toBe(SESSION);
  });

  it("may be longer than the lines that the page leaves out", () => {
    const made = pre();
    placeOutput(made, outcome({ ...LOOP, want: "x\ny\n", got: "x\nmore\nmore\ny\n" }));
    expect(made.textContent).toBe(SESSION.replace("x\n", "x\nmore\nmore\n"));
    expect(made.querySelector(".live-differs")).toBeNull();
  });

  it("stands beside what the page has where they differ", () => {
    const made = pre();
    placeOutput(made, outcome({ ...LAST, got: "2\n", different: 0 }));
    expect(made.querySelector(".live-differs")?.textContent).toBe("2\n");
    expect(made.querySelector(".live-wanted")?.textContent).toBe("1\n");
  });

  it("is marked where it is missing, too", () => {
    const made = pre();
    placeOutput(made, outcome({ ...LAST, got: "", different: 0 }));
    expect(made.querySelector(".live-differs")?.textContent).toBe("");
    expect(made.querySelector(".live-wanted")?.textContent).toBe("1\n");
  });

  it("is put where the page has none", () => {
    const made = pre();
    placeOutput(made, outcome({ end: 2, got: "new\n", different: 0 }));
    expect(made.textContent?.startsWith(">>> a = 1\nnew\n>>> for")).toBe(true);
  });

  it("shows an empty line as one", () => {
    const made = pre();
    placeOutput(made, outcome({ ...LAST, got: "a\n<BLANKLINE>\nb\n", different: 0 }));
    expect(made.querySelector(".live-differs")?.textContent).toBe("a\n\nb\n");
  });
});

describe("an echo", () => {
  const text = (...outcomes: Outcome[]) => {
    const place = document.createElement("pre");
    place.append(echo(outcomes, false));
    return place.textContent;
  };

  it("has the prompts of a session", () => {
    expect(text(outcome({ source: "a = 1\n" }), outcome(LOOP), outcome(LAST))).toBe(SESSION);
  });

  it("closes what the prompt waits for, whether it was closed or not", () => {
    const closed = ">>> def f(): pass\n...\n>>> a\n";
    expect(text(outcome({ source: "def f(): pass\n" }), outcome({}))).toBe(closed);
    expect(text(outcome({ source: "def f(): pass\n\n" }), outcome({}))).toBe(closed);
    expect(text(outcome({ source: "f(1,\n\n  2)\n" }))).toBe(">>> f(1,\n...\n...   2)\n");
    expect(text(outcome({ source: "format(1)\n" }))).toBe(">>> format(1)\n");
  });
});

describe("a listing's output", () => {
  const figure = (output: string) => {
    document.body.innerHTML = `<figure>${output}<p class="live-status"></p></figure>`;
    return document.querySelector("figure") as HTMLElement;
  };
  const box = (text: string) =>
    `<div class="snippet-output"><p class="snippet-output-name"></p><pre>${text}</pre></div>`;

  it("is put into the box of the page, and taken out again", () => {
    const made = figure(box("old\n"));
    const outputs = new Outputs(made);
    outputs.showListing(outcome({ want: "old\n", got: "new\n", different: 0 }), true);
    expect(made.querySelector(".live-differs")?.textContent).toBe("new\n");
    outputs.restore();
    expect(made.querySelector("pre")?.innerHTML).toBe("old\n");
  });

  it("is not hidden with those of all versions", () => {
    const made = figure(`<div class="versions" hidden>${box("old\n")}</div>`);
    new Outputs(made).showListing(outcome({ got: "new\n" }), false);
    const shown = [...made.querySelectorAll("pre")].filter((pre) => !pre.closest("[hidden]"));
    expect(shown.map((pre) => pre.textContent)).toEqual(["new\n"]);
  });

  it("gets a box where the page has none", () => {
    const made = figure("");
    const outputs = new Outputs(made);
    outputs.showListing(outcome({ got: "new\n", different: 0 }), false);
    expect(made.querySelector(".snippet-output pre")?.textContent).toBe("new\n");
    outputs.restore();
    expect(made.querySelector(".snippet-output")).toBeNull();
  });

  it("is called old when the code has changed, until it runs again", () => {
    const made = figure(box("old\n"));
    const outputs = new Outputs(made);
    outputs.age(true);
    expect(made.querySelector("[data-outdated]")).not.toBeNull();
    outputs.showListing(outcome({ got: "old\n" }), false);
    expect(made.querySelector("[data-outdated]")).toBeNull();
  });
});

describe("an edit", () => {
  it("is kept under the block, for the text that it changes", () => {
    keepEdit("a/b", "old", "new");
    releaseEdit("a/b");
    expect(editOf("a/b", "old")).toBe("new");
    expect(keptEdit("a/b", "old")).toBe("new");
    expect(isOvertaken("a/b", "old")).toBe(false);
    expect(editedKeys()).toEqual(["a/b"]);
  });

  it("is still the reader's when the book has changed the block since", () => {
    keepEdit("a/b", "old", "new");
    releaseEdit("a/b");
    expect([editOf("a/b", "newer"), keptEdit("a/b", "newer")]).toEqual(["new", "new"]);
    expect(isOvertaken("a/b", "newer")).toBe(true);
    expect(keptEdit("a/b", "new")).toBeUndefined();
    keepEdit("a/b", "newer", "newest");
    expect(isOvertaken("a/b", "newer")).toBe(false);
  });

  it("is forgotten when it changes nothing any more", () => {
    keepEdit("a/b", "old", "new");
    keepEdit("a/b", "old", "old\n");
    expect([editOf("a/b", "old"), editedKeys()]).toEqual([undefined, []]);
  });

  it("is what the editor of this page holds, whatever another tab keeps", () => {
    keepEdit("a/b", "old", "ours");
    localStorage.setItem("book-edit:a/b", JSON.stringify({ from: digest("old"), to: "theirs" }));
    expect(editOf("a/b", "old")).toBe("ours");
    holdEdit("a/b", "old");
    expect(editOf("a/b", "old")).toBeUndefined();
    releaseEdit("a/b");
    expect(editOf("a/b", "old")).toBe("theirs");
    dropEdit("a/b");
    expect(editOf("a/b", "old")).toBeUndefined();
  });

  it("is none if what is kept can't be read", () => {
    localStorage.setItem("book-edit:a/b", "{");
    expect(editOf("a/b", "old")).toBeUndefined();
  });
});

describe("a job", () => {
  it("has the page's own text of what was not changed", () => {
    expect(partOf(block)).toMatchObject({ text: SESSION, typed: false, isChanged: false });
  });

  it("has what was typed of what was", () => {
    keepEdit(block.key, originalOf(block), "a = 2");
    expect(partOf(block)).toMatchObject({ text: "a = 2\n", typed: true, isChanged: true });
    const listing = { ...block, key: "send/b", file: "b.py", text: "x\n" };
    keepEdit(listing.key, "x", "y");
    expect(partOf(listing)).toMatchObject({ text: "y\n", typed: false, isChanged: true });
  });

  it("tells the interpreter what it needs, and no more", () => {
    expect(JSON.parse(jobOf([partOf(block)], "Listing 1", "out"))).toEqual({
      name: "Listing 1",
      blocks: [{ file: "bill.pycon", text: SESSION, typed: false }],
      out: "out",
    });
  });

  it("knows what is typed in a session", () => {
    expect(originalOf(block)).toBe(TYPED);
    expect(typed("a = 1\nprint(a)\n")).toBe("a = 1\nprint(a)\n");
  });
});

describe("a verdict", () => {
  const part: Part = { ...partOf(block), key: "send/last", file: "last.pycon" };
  const said = (...given: Parameters<typeof verdict>) => {
    const { kind, said: parts, details } = verdict(...given);
    const text = parts.map((one) => (typeof one === "string" ? one : one.textContent)).join("");
    return { kind, text, ...(details ? { details } : {}) };
  };

  it("says what became of a run", () => {
    expect(said([part], [outcome(LAST)], {})).toEqual({
      kind: "same",
      text: "It ran, and printed what the page has.",
    });
    expect(said([part], [outcome({})], {}).text).toBe("It ran, and printed nothing.");
    expect(said([part], [outcome({ ...LAST, different: 0 })], {}).kind).toBe("differs");
    expect(said([{ ...part, isChanged: true }], [], {}).kind).toBe("changed");
    expect(said([part], [], undefined).kind).toBe("stopped");
  });

  it("says that lines are shown which the page leaves out", () => {
    const { text } = said([part], [outcome({ want: "a\n  ...\nb\n", got: "a\nx\nb\n" })], {});
    expect(text).toContain("The lines that the page leaves out are shown, too.");
  });

  it("names changed blocks that it continues, as the page does", () => {
    document.body.innerHTML =
      '<figure id="send-bill" data-block="send/bill"><span class="caption-number">Listing 8.1 </span></figure>';
    const before = { ...partOf(block), isChanged: true };
    const other = { ...before, key: "send/other", file: "other.py" };
    expect(said([before, part], [], {}).text).toContain(" It continues Listing 8.1, as you changed it.");
    expect(said([before, other, part], [], {}).text).toContain(
      "Listing 8.1 and other.py, as you changed them.",
    );
    const failed = { message: "it raised\nTraceback", file: "bill.pycon", line: 2 };
    expect(said([before, part], [], { failed })).toEqual({
      kind: "problem",
      text: "Listing 8.1, which runs first, line 2: it raised",
      details: "Traceback",
    });
    expect(said([part], [], { failed: { ...failed, file: "last.pycon" } }).text).toBe("Line 2: it raised");
  });
});

it("says what the end of an interpreter means", () => {
  expect(gaveUp("Program terminated with exit(3)")).toContain("with exit status 3. The next run");
  expect(gaveUp("Maximum call stack size exceeded")).toContain("deeper than this Python has room for");
  expect(gaveUp("too much recursion")).toContain("deeper");
  expect(gaveUp("unreachable")).toContain("to its end: unreachable. The next run starts a new one.");
  expect(gaveUp("")).toContain("to its end. The next");
});
