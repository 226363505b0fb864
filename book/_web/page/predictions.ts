/** Outputs that the reader predicts: hidden until then. What asks for them is loaded when the reader begins. */

import { button } from "../common/button.ts";
import { load } from "../common/loader.ts";
import { state } from "../common/progress.ts";
import { nameOf } from "./toolbar.ts";

export interface Practice {
  /** Asks for the outputs of a block, one after the other. */
  ask(figure: HTMLElement): void;
}

declare global {
  interface Window {
    /** Are the outputs, which theme.js has hidden, asked for? */
    bookAsks?: boolean;
    bookPractice?: Practice;
  }
}

/** Says that an output is there, and how it came there. */
export type Said = "right" | "shown";

const AGAIN = "Ask again";

/** Returns the outputs that are asked for. A run may have written them anew. */
export const guesses = (figure: HTMLElement) => [...figure.querySelectorAll<HTMLElement>(".guess")];

const isPredicted = ({ dataset }: HTMLElement) =>
  state("predicted", dataset.block ?? "", dataset.predict ?? "") === "done";

export function offerPredictions(): void {
  if (!document.documentElement.classList.contains("asks")) return;
  for (const figure of document.querySelectorAll<HTMLElement>("figure[data-predict]")) {
    offer(figure);
    figure.addEventListener("block-shown", () => settle(figure, "The run has shown it."));
  }
  addEventListener("storage", meanwhile);
  window.bookAsks = true;
}

function offer(figure: HTMLElement): void {
  if (isPredicted(figure)) settle(figure, "You have predicted this.", "right");
  else guesses(figure)[0]?.after(start(figure));
}

/** Shows what was predicted in another window; a question that was begun here stays, and so does what is still open. */
function meanwhile(): void {
  for (const place of document.querySelectorAll(".ask-start")) {
    const figure = place.closest("figure") as HTMLElement;
    if (isPredicted(figure)) offer(figure);
  }
}

function start(figure: HTMLElement): HTMLElement {
  const place = group("ask ask-start");
  const name = nameOf(figure);
  place.append(
    tool("Predict what this prints", `Predict what this prints: ${name}`, () => ask(figure)),
    tool("Just show it", `Just show it: ${name}`, () => {
      settle(figure, "Shown.");
      figure.querySelector<HTMLElement>(".prediction button")?.focus({ preventScroll: true });
    }),
    "\n",
  );
  return place;
}

/** What stands among the lines of a session is a line of its own: it ends with the end of a line. */
export function group(name: string): HTMLElement {
  const made = document.createElement("span");
  made.className = name;
  return made;
}

export const tool = (text: string, name: string, act: () => void) => button("ask-tool", text, act, name);

const OTHERS = "What is asked is what the book's own code prints: Reset it first.";

function ask(figure: HTMLElement): void {
  load("practice.js").then(
    () => {
      if (figure.querySelector(".live-editor")) {
        refuse(figure, OTHERS);
        return;
      }
      figure.dispatchEvent(new Event("block-asked")); // what a run has written in the places of the outputs goes
      window.bookPractice?.ask(figure);
    },
    (error: Error) =>
      refuse(figure, `${error.message} Is the book still within reach? Press the button to try again.`),
  );
}

/** Says why nothing is asked; the button that was pressed stays. */
function refuse(figure: HTMLElement, text: string): void {
  const line = lineOf(figure);
  line.dataset.said = "";
  (line.firstElementChild as HTMLElement).textContent = text;
}

/** Shows all outputs and ends the asking; it can be begun again. */
export function settle(figure: HTMLElement, text: string, said: Said = "shown"): void {
  for (const place of figure.querySelectorAll(".ask")) place.remove();
  figure.dataset.prediction = "over";
  say(figure, text, said);
  const line = figure.querySelector<HTMLElement>(".prediction");
  line?.append(tool(AGAIN, `${AGAIN} what ${nameOf(figure)} prints`, () => ask(figure)));
}

/** Says under the block how its prediction goes. */
export function say(figure: HTMLElement, text: string, said: Said | "" = ""): void {
  const line = lineOf(figure);
  line.dataset.said = said;
  line.querySelector("button")?.remove();
  (line.firstElementChild as HTMLElement).textContent = text;
}

const lineOf = (figure: HTMLElement) => figure.querySelector<HTMLElement>(".prediction") ?? addLine(figure);

function addLine(figure: HTMLElement): HTMLElement {
  const line = document.createElement("p");
  line.className = "prediction";
  const words = document.createElement("span");
  words.role = "status";
  line.append(words);
  const status = figure.querySelector(":scope > .live-status");
  if (status) status.before(line);
  else figure.append(line);
  return line;
}
