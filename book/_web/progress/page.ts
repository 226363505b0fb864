/** The page of the reader's progress: the report, and what can be done with it. */

import { deeds, erase } from "../common/progress.ts";
import { forget, keep } from "../common/storage.ts";
import { dropEdit, editedKeys } from "../live/edits.ts";
import { merge, read, written } from "./file.ts";
import { currentPrint, type Items } from "./items.ts";
import { button, element } from "./markup.ts";
import { reportOf } from "./report.ts";

const FILE = "progress.json";

/** A longer file, in bytes, is none of these. */
const LONGEST = 1_000_000;

const KEPT_NOT = "This browser keeps nothing: what is shown here is forgotten with the page.";

const APART =
  "Firefox keeps what you do in a copy from disk for each page apart, so it can't be listed here. Another browser can " +
  "list it, and so can Firefox where the book comes from a host.";

export class ProgressPage {
  private readonly report = element("div");
  private readonly said = element("p", "progress-said");

  constructor(
    private readonly place: HTMLElement,
    private readonly items: Items,
  ) {
    this.said.role = "status";
  }

  show(): void {
    if (isApart()) {
      this.place.replaceChildren(element("p", "", APART));
      return;
    }
    const erasing = element("div", "progress-tools");
    erasing.append(
      this.eraser("Erase all progress", "your progress", () => deeds().length, erase),
      this.eraser("Erase all edits", "your edits", () => editedKeys().length, eraseEdits),
    );
    const file = element(
      "div",
      "progress-tools",
      button("Save as a file", () => this.save()),
      this.chooser(),
    );
    this.place.replaceChildren(this.report, file, erasing, this.said);
    this.update();
    addEventListener("book-progress", () => this.update());
    addEventListener("storage", () => this.update());
    if (!keeps()) this.said.textContent = KEPT_NOT;
  }

  private update(): void {
    this.report.replaceChildren(reportOf(this.items.chapters));
  }

  private say(text: string): void {
    this.said.textContent = keeps() ? text : `${text} ${KEPT_NOT}`;
  }

  private save(): void {
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([written(this.items.book)], { type: "application/json" }));
    link.download = FILE;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
    this.say(`Saved as ${FILE}.`);
  }

  private chooser(): HTMLElement {
    const input = element("input");
    input.type = "file";
    input.accept = "application/json,.json";
    input.addEventListener("change", () => {
      const [file] = input.files ?? [];
      if (file) void this.take(file).finally(() => (input.value = ""));
    });
    return element("label", "ask-tool", "Add from a file", input);
  }

  private async take(file: Blob): Promise<void> {
    const { items } = this;
    try {
      const text = file.size > LONGEST ? "" : await file.text();
      const added = merge(read(text, items.book), (deed, item) => currentPrint(items, deed, item));
      this.say(
        added
          ? `Added ${added} ${added > 1 ? "items" : "item"} from the file.`
          : "The file holds nothing new.",
      );
    } catch (error) {
      this.say((error as Error).message);
    }
  }

  /** A button that asks before it erases. */
  private eraser(text: string, what: string, count: () => number, act: () => void): HTMLElement {
    const place = element("span", "progress-eraser");
    const back = (said: string) => {
      place.replaceChildren(first);
      first.focus();
      this.say(said);
    };
    const first = button(text, () => {
      if (count() === 0) {
        this.say(`There is nothing to erase.`);
        return;
      }
      const no = button("Keep", () => back("Nothing was erased."));
      const yes = button("Erase", () => {
        act();
        back(`Erased ${what}.`);
      });
      place.replaceChildren(`Erase ${what} from this browser? `, yes, no);
      no.focus();
    });
    place.append(first);
    return place;
  }
}

function eraseEdits(): void {
  for (const key of editedKeys()) dropEdit(key);
}

/** Is nothing that other pages keep to be seen here? A browser has no other way to say so. */
const isApart = () => location.protocol === "file:" && "mozInnerScreenX" in window;

function keeps(): boolean {
  const isKept = keep("book-probe", "");
  forget("book-probe");
  return isKept;
}
