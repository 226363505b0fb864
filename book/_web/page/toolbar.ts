/** The buttons of each block. */

import { isSecond } from "../common/button.ts";
import { copy } from "../common/clipboard.ts";
import { load } from "../common/loader.ts";
import { editedKeys } from "../live/edits.ts";
import { typed } from "./typed.ts";

export type Command = "run" | "edit" | "step" | "reset" | "stop" | "copy";

const THANKS = 1500;

/** Buttons are there from the start; what they do is loaded with the first use. */
export function addToolbar(figure: HTMLElement): void {
  const bar = document.createElement("span");
  bar.className = "block-tools";
  const commands: Command[] = figure.dataset.runs === "no" ? ["copy"] : ["run", "edit", "step", "copy"];
  bar.append(...commands.map((command) => button(command, nameOf(figure))));
  figure.querySelector(".snippet-about")?.append(bar);
}

export function nameOf(figure: HTMLElement): string {
  return figure.querySelector(".caption-number")?.textContent.trim() || "the code";
}

export function button(command: Command, name: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "block-tool";
  relabel(made, command, name);
  return made;
}

/** Makes another button of one; it keeps its place, and the focus if it has it. */
export function relabel(tool: HTMLElement, command: Command, name: string): void {
  tool.dataset.command = command;
  tool.textContent = label(command);
  tool.ariaLabel = `${label(command)} ${name}`;
}

const label = (command: Command) => command.charAt(0).toUpperCase() + command.slice(1);

/** Does what the reader asks for; one listener serves all blocks. */
export function followTools(): void {
  document.addEventListener("click", (event) => {
    const tool = (event.target as Element).closest<HTMLElement>(".block-tool");
    const figure = tool?.closest<HTMLElement>("figure[data-block]");
    if (tool && figure && !isSecond(event)) obey(tool, figure, tool.dataset.command as Command);
  });
}

/** Shows what the reader made of blocks of this page on an earlier visit; most readers load nothing for it. */
export function showEdits(): void {
  const keys = new Set(editedKeys());
  if (keys.size === 0) return;
  for (const figure of document.querySelectorAll<HTMLElement>("figure[data-block]")) {
    if (keys.has(figure.dataset.block ?? "")) withLive(figure, (live) => live.reopen(figure));
  }
}

function obey(tool: HTMLElement, figure: HTMLElement, command: Command): void {
  if (command === "copy") void copy(textOf(figure)).then((isCopied) => tellCopied(tool, figure, isCopied));
  else withLive(figure, (live) => live.act(figure, command));
  if (command === "run" || command === "step") load("python/about.js").catch(() => undefined); // at the same time
}

function withLive(figure: HTMLElement, use: (live: NonNullable<Window["bookLive"]>) => void): void {
  load("live.js").then(
    () => {
      figure.querySelector(".block-problem")?.remove();
      if (window.bookLive) use(window.bookLive);
    },
    (error: Error) => tell(figure, error),
  );
}

function textOf(figure: HTMLElement): string {
  const edited = window.bookLive?.textOf(figure);
  const shown = [...figure.querySelectorAll("pre")].find((pre) => pre.checkVisibility());
  return edited ?? typed(shown?.textContent ?? "");
}

function tellCopied(tool: HTMLElement, figure: HTMLElement, isCopied: boolean): void {
  const name = nameOf(figure);
  tool.textContent = isCopied ? "Copied" : "Not copied";
  tool.ariaLabel = `${tool.textContent}: ${name}`;
  setTimeout(() => relabel(tool, "copy", name), THANKS);
}

/** Says under a block what went wrong before anything could be loaded that says it better. */
export function tell(figure: HTMLElement, error: Error): void {
  const line = figure.querySelector(".block-problem") ?? document.createElement("p");
  line.className = "block-problem";
  line.role = "alert";
  line.textContent = `${error.message} Is the book still within reach? Press the button to try again.`;
  figure.append(line);
}
