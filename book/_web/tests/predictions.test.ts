// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { note } from "../common/progress.ts";
import { offerPredictions } from "../page/predictions.ts";

const block = (name: string) => `<figure class="snippet" data-block="a/${name}" data-predict="p">
<span class="caption-number">Listing ${name}</span><p class="snippet-about"></p>
<div class="guess"><pre>1\n</pre></div></figure>`;

let isLoaded: boolean;
const ask = vi.fn();

beforeEach(() => {
  localStorage.clear();
  ask.mockClear();
  isLoaded = true;
  window.bookPractice = { ask };
  window.bookLoader = {
    address: (name) => name,
    load: (name) => (isLoaded ? Promise.resolve() : Promise.reject(new Error(`${name} is not there.`))),
    dress: async () => undefined,
  };
  document.documentElement.className = "asks";
  document.body.innerHTML = block("f") + block("g");
  offerPredictions();
});

/** Lets go on what waits for nothing but its turn. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

const figure = (name: string) => document.querySelector(`[data-block="a/${name}"]`) as HTMLElement;
const line = () => figure("f").querySelector(".prediction") as HTMLElement;

function press(text: string): Promise<unknown> {
  [...figure("f").querySelectorAll("button")].find((one) => one.textContent === text)?.click();
  return settled();
}

describe("asking again", () => {
  beforeEach(() => press("Just show it"));

  it("has what a run wrote taken back before", async () => {
    const asked: string[] = [];
    figure("f").addEventListener("block-asked", () => asked.push("taken back"));
    ask.mockImplementation(() => asked.push("asked"));
    await press("Ask again");
    expect(asked).toEqual(["taken back", "asked"]);
  });

  it("is refused while an editor shows what the reader wrote, and the button stays", async () => {
    const editor = document.createElement("div");
    editor.className = "live-editor";
    figure("f").prepend(editor);
    await press("Ask again");
    expect(ask).not.toHaveBeenCalled();
    expect(line().textContent).toBe(
      "What is asked is what the book's own code prints: Reset it first.Ask again",
    );
    editor.remove();
    await press("Ask again");
    expect(ask).toHaveBeenCalledOnce();
  });

  it("can be tried again if what asks can't be loaded", async () => {
    isLoaded = false;
    await press("Ask again");
    expect(line().textContent).toContain("practice.js is not there.");
    isLoaded = true;
    await press("Ask again");
    expect(ask).toHaveBeenCalledOnce();
  });
});

describe("what another tab keeps", () => {
  it("shows what was predicted there, and leaves the focus where it is", () => {
    const button = figure("g").querySelector("button") as HTMLElement;
    button.focus();
    note("predicted", "a/f", "p");
    dispatchEvent(new Event("storage"));
    expect(line().textContent).toBe("You have predicted this.Ask again");
    expect(document.activeElement).toBe(button);
    expect(figure("g").querySelectorAll(".ask-start").length).toBe(1);
  });
});
