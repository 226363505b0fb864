/** One output that is asked for: a field in its place, and two buttons. */

import { group, tool } from "../page/predictions.ts";
import { nameOf } from "../page/toolbar.ts";
import { asked, firstWrong } from "./compare.ts";

export interface Listener {
  right(): void;
  show(): void;
}

const LONGEST = 40;
const LAST_LINE = "If you expect an exception, the last line of its traceback is enough.";

let count = 0;

export class Question {
  private readonly place = group("ask");
  private readonly field = document.createElement("textarea");
  private readonly reply = group("ask-reply");
  private readonly expected: string;

  constructor(
    figure: HTMLElement,
    guess: HTMLElement,
    which: string,
    private readonly listener: Listener,
  ) {
    this.expected = (guess.querySelector("pre") ?? guess).textContent;
    const id = `ask-${++count}`;
    const name = nameOf(figure);
    this.prepareField(id);
    this.place.role = "group";
    this.place.ariaLabel = `Prediction for ${name}`;
    this.reply.role = "status";
    this.reply.id = `${id}-reply`;
    const tools = group("ask-tools");
    tools.append(
      tool("Check", "Check", () => this.check()),
      tool("Show it", "Show it", () => listener.show()),
    );
    this.place.append(labelOf(id, guess, name, which), this.field, this.hint(id), tools, this.reply, "\n");
    guess.after(this.place);
  }

  focus(): void {
    this.field.focus({ preventScroll: true });
    this.place.scrollIntoView({ block: "nearest" });
  }

  remove(): void {
    this.place.remove();
  }

  private prepareField(id: string): void {
    const { field } = this;
    field.id = id;
    field.rows = 1;
    field.spellcheck = false;
    field.autocapitalize = "off";
    field.autocomplete = "off";
    field.setAttribute("aria-describedby", `${id}-hint ${id}-reply`);
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.key(event));
  }

  private hint(id: string): HTMLElement {
    const made = group("ask-hint");
    made.id = `${id}-hint`;
    const lines = asked(this.expected).length;
    const keys = lines > 1 ? `It prints ${lines} lines; Ctrl+Enter checks them.` : "Enter checks it.";
    made.textContent = `${keys} ${LAST_LINE}`;
    return made;
  }

  private typed(): void {
    this.field.rows = this.field.value.split("\n").length;
    this.field.ariaInvalid = null;
    this.answer("");
  }

  private key(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
    const isLong = asked(this.expected).length > 1 || this.field.value.includes("\n");
    if (isLong && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.check();
  }

  private check(): void {
    const { value } = this.field;
    if (!value.trim()) this.answer("Type what you expect, or have it shown.");
    else if (firstWrong(value, this.expected)) this.wrong(firstWrong(value, this.expected));
    else this.listener.right();
  }

  private wrong(line: number): void {
    const where = asked(this.expected).length > 1 ? `Not quite: line ${line} is another.` : "Not quite.";
    this.answer(`${where} Try again, or have it shown.`);
    this.field.ariaInvalid = "true";
    this.field.focus();
  }

  private answer(text: string): void {
    this.reply.textContent = text;
    if (text) this.place.scrollIntoView({ block: "nearest" });
  }
}

function labelOf(id: string, guess: HTMLElement, name: string, which: string): HTMLElement {
  const made = document.createElement("label");
  made.htmlFor = id;
  const code = document.createElement("code");
  code.textContent = inputBefore(guess);
  made.append("What does ", code.textContent ? code : what(guess, name), ` print?${which}`);
  return made;
}

const what = (guess: HTMLElement, name: string) => (guess.closest("pre") ? "this" : name);

/** Returns what was typed at the prompt, if it is short. */
function inputBefore(guess: HTMLElement): string {
  const pre = guess.closest("pre");
  if (!pre) return "";
  const range = document.createRange();
  range.setStart(pre, 0);
  range.setEndBefore(guess);
  const last = range.toString().trimEnd().split("\n").at(-1) ?? "";
  return last.startsWith(">>> ") && last.length <= LONGEST ? last.slice(4) : "";
}
