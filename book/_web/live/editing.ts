/** The editor in the place of a block's code. */

import { dress, load } from "../common/loader.ts";
import { nameOf } from "../page/toolbar.ts";

/** What the script of the editor gives. */
export interface Editor {
  text: string;
  focus(): void;
  remove(): void;
}

export interface EditorScript {
  /** Opens an editor; `label` says what it holds, and the element named by `hint` how to leave it. */
  open(
    place: HTMLElement,
    text: string,
    label: string,
    hint: string,
    changed: (text: string) => void,
  ): Editor;
}

declare global {
  interface Window {
    bookEditor?: EditorScript;
  }
}

export interface Wishes {
  /** Hears the text after each change of the reader's. */
  changed(text: string): void;
  /** Hears that the reader wants to run it. */
  run(): void;
}

/** The editor listens for another key there; it asks the same. */
const isMac = /Mac|iPhone|iP[ao]d/.test(navigator.platform);
const HINT = `Tab leaves the editor, ${isMac ? "Ctrl+Shift+M" : "Ctrl+M"} lets it indent instead, Ctrl+Enter runs the code.`;

export class Editing {
  private constructor(
    private readonly hidden: HTMLElement,
    private readonly place: HTMLElement,
    private readonly editor: Editor,
  ) {}

  static async open(figure: HTMLElement, text: string, wishes: Wishes): Promise<Editing> {
    await Promise.all([dress("editor.css"), load("editor.js")]);
    const shown = figure.querySelector<HTMLElement>('.versions, [class*="highlight-py"]');
    if (!window.bookEditor || !shown) throw new Error("There is nothing here to edit.");
    const place = placeFor(figure);
    runsByKey(place, wishes.run);
    shown.before(place);
    shown.hidden = true;
    const hint = place.lastElementChild?.id ?? "";
    const editor = window.bookEditor.open(place, text, `Code of ${nameOf(figure)}`, hint, wishes.changed);
    return new Editing(shown, place, editor);
  }

  get text(): string {
    return this.editor.text;
  }

  set text(text: string) {
    if (text !== this.editor.text) this.editor.text = text;
  }

  focus(): void {
    this.editor.focus();
  }

  close(): void {
    this.editor.remove();
    this.place.remove();
    this.hidden.hidden = false;
  }
}

function placeFor(figure: HTMLElement): HTMLElement {
  const place = document.createElement("div");
  place.className = "live-editor";
  const hint = document.createElement("p");
  hint.className = "live-hint";
  hint.id = `${figure.id}-hint`;
  hint.textContent = HINT;
  place.append(hint);
  return place;
}

function runsByKey(place: HTMLElement, run: () => void): void {
  const hear = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  place.addEventListener("keydown", hear, { capture: true }); // before the editor makes a new line of it
}
