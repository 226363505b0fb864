/** Shows under an exercise what its checks found. */

import { echo, shown } from "../live/echo.ts";
import type { Outcome } from "../live/messages.ts";
import { isFailed, type Verdict } from "./exercise-verdict.ts";

/** So many failed checks are shown; what is wrong first often makes all others fail. */
const SHOWN = 3;

/** An output of more lines has to be scrolled. */
const LINES = 10;

export class Report {
  private readonly line = made("p", "exercise-verdict");
  private readonly details = made("div", "exercise-failures");
  private isOld = false;

  constructor(tools: HTMLElement) {
    this.line.role = "status";
    tools.after(this.line, this.details);
  }

  clear(): void {
    this.isOld = false;
    this.line.textContent = "";
    delete this.line.dataset.kind;
    this.details.replaceChildren();
    this.details.hidden = true;
  }

  show({ text, kind, said }: Verdict, outcomes: readonly Outcome[]): void {
    this.line.dataset.kind = kind;
    this.line.textContent = text;
    const failed = outcomes.filter(isFailed).map(failure);
    if (said) this.details.append(output(said));
    this.details.append(...failed.slice(0, SHOWN));
    if (failed.length > SHOWN) this.details.append(fold(failed.slice(SHOWN)));
    this.details.hidden = !this.details.hasChildNodes();
    this.sayAge();
  }

  /** Hears that what was checked, or is being checked, is not what stands there now. */
  age(): void {
    this.isOld = true;
    this.sayAge();
  }

  private sayAge(): void {
    if (!this.isOld || !this.line.dataset.kind || this.line.dataset.kind === "aged") return;
    this.line.dataset.kind = "aged";
    this.line.append(" You have changed it since.");
  }
}

function failure(outcome: Outcome): HTMLElement {
  const input = made("pre", "exercise-input");
  input.append(echo([{ ...outcome, got: "" }], false));
  const list = made("dl", "exercise-difference simple");
  list.append(
    made("dt", "", "Wanted"),
    of(made("dd"), outcome.want ? output(shown(outcome.want)) : nothing("no output")),
    made("dt", "", "Came"),
    of(made("dd"), outcome.got ? output(shown(outcome.got)) : nothing("no output")),
  );
  return of(made("div", "exercise-failure"), input, list);
}

function fold(failures: readonly HTMLElement[]): HTMLElement {
  const more = made("details", "exercise-more");
  return of(more, made("summary", "", `${failures.length} more`), ...failures);
}

function output(text: string): HTMLElement {
  const place = made("pre", "", text);
  if (text.split("\n").length > LINES) place.tabIndex = 0;
  return place;
}

const nothing = (text: string) => made("span", "exercise-nothing", text);

function of(parent: HTMLElement, ...children: readonly HTMLElement[]): HTMLElement {
  parent.append(...children);
  return parent;
}

function made(tag: string, name = "", text = ""): HTMLElement {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  return element;
}
