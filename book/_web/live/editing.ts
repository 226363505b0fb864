/** The editor in the place of a block's code. */

import { dress, load } from "../common/loader.ts";
import { nameOf } from "../page/toolbar.ts";

/** What the script of the editor gives. */
export interface Editor {
  readonly text: string;
  focus(): void;
  remove(): void;
}

export interface EditorScript {
  open(place: HTMLElement, text: string, label: string, changed: (text: string) => void): Editor;
}

declare global {
  interface Window {
    bookEditor?: EditorScript;
  }
}

export class Editing {
  private constructor(
    private readonly hidden: HTMLElement,
    private readonly place: HTMLElement,
    private readonly editor: Editor,
  ) {}

  static async open(figure: HTMLElement, text: string, changed: (text: string) => void): Promise<Editing> {
    dress("editor.css");
    await load("editor.js");
    const shown = figure.querySelector<HTMLElement>('.versions, [class*="highlight-py"]');
    if (!window.bookEditor || !shown) throw new Error("There is nothing here to edit.");
    const place = document.createElement("div");
    place.className = "live-editor";
    shown.before(place);
    shown.hidden = true;
    const editor = window.bookEditor.open(place, text, `Code of ${nameOf(figure)}`, changed);
    return new Editing(shown, place, editor);
  }

  get text(): string {
    return this.editor.text;
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
