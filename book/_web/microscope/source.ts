/** The source as it is played: where each frame stands. A line leads to the step at which a frame comes to it. */

import { isChord, type Key } from "./keys.ts";
import { heading, linesOf, shownSources } from "./listing.ts";
import { glyph } from "./look.ts";
import { type Mark, markedLine, markOf } from "./marks.ts";
import { classes, codeLine, escaped, indentOf, span, tag } from "./markup.ts";
import { setAttribute } from "./morph.ts";
import type { Recording } from "./recording.ts";
import { Region } from "./region.ts";
import type { State } from "./trace.ts";
import type { View } from "./view.ts";

/** Which of several frames at one line gives it its look. */
const RANKS: readonly State[] = ["running", "waiting", "suspended"];

interface Standing {
  readonly state: State;
  readonly marks: readonly Mark[];
}

/** Returns the lines at which frames stand, as `source:line`. */
export function standings(view: View): ReadonlyMap<string, Standing> {
  const found = new Map<string, Standing>();
  // Where several frames stand, the mark of the one that runs comes first.
  const frames = [...view.moment.frames.values()].sort(
    (one, other) => RANKS.indexOf(one.state) - RANKS.indexOf(other.state),
  );
  for (const frame of frames) {
    if (!RANKS.includes(frame.state) || frame.line === null) continue;
    const key = `${view.recording.codeOf(frame.number).source}:${frame.line}`;
    const other = found.get(key);
    const mark = markOf(view, frame);
    const marks = [...(other?.marks ?? []), ...(mark ? [mark] : [])];
    found.set(key, { state: other?.state ?? frame.state, marks });
  }
  return found;
}

/** Returns the next step, after `index` and round from the start, at which a frame comes to a line. */
export function stepAt(recording: Recording, source: number, line: number, index: number): number | null {
  const count = recording.steps.length;
  for (let away = 1; away <= count; away++) {
    const at = (index + away) % count;
    const step = recording.steps[at];
    if (!step || recording.codeOf(step.frame).source !== source) continue;
    if (recording.instruction(step.frame, step.at)?.[3] === line) return at;
  }
  return null;
}

export function sourcePane(recording: Recording): string {
  const lists = shownSources(recording).map((source) => {
    const rows = linesOf(recording, source).map(([line, text]) => {
      const button = {
        type: "button",
        tabindex: -1,
        class: "fm-line",
        "data-line": `${source}:${line}`,
      };
      return tag("li", {}, tag("button", button, lineContent(line, text, undefined)));
    });
    return heading(recording, source, {}) + tag("ol", { class: "fm-lines" }, rows.join(""));
  });
  return lists.join("");
}

export class SourcePane {
  private readonly lines = new Map<string, { button: HTMLElement; region: Region; text: string }>();
  private standing: ReadonlyMap<string, Standing> = new Map();

  constructor(
    private readonly pane: HTMLElement,
    recording: Recording,
  ) {
    pane.innerHTML = sourcePane(recording);
    for (const button of pane.querySelectorAll<HTMLElement>(".fm-line")) {
      const key = button.dataset.line ?? "";
      const [source, line] = placeOf(key);
      this.lines.set(key, {
        button,
        region: new Region(button),
        text: recording.text(source, line),
      });
    }
  }

  show(view: View): void {
    const standing = standings(view);
    let current: string | undefined;
    // The other lines look as they did.
    for (const key of new Set([...this.standing.keys(), ...standing.keys()])) {
      const here = standing.get(key);
      if (here?.state === "running") current = key;
      const line = this.lines.get(key);
      if (!line) continue;
      setAttribute(line.button, "class", classes("fm-line", here && `fm-at-${here.state}`));
      line.region.show(lineContent(placeOf(key)[1], line.text, here));
    }
    this.standing = standing;
    this.reach(current);
    const line = current && this.lines.get(current)?.button;
    if (line) requestAnimationFrame(() => this.seek(line));
  }

  /** Brings a line into sight in a pane that is too short for all: the page itself stays where it is. */
  private seek(line: HTMLElement): void {
    const pane = this.pane.getBoundingClientRect();
    const { top, bottom } = line.getBoundingClientRect();
    if (top < pane.top || bottom > pane.bottom) this.pane.scrollTop += top - pane.top - pane.height / 2;
  }

  /** One line at a time is reached by Tab; the arrow keys go from line to line. */
  private reach(key: string | undefined): void {
    const first = this.lines.keys().next().value;
    const active = this.pane.contains(document.activeElement) ? document.activeElement : null;
    const reached = active?.getAttribute("data-line") ?? key ?? first;
    for (const [other, { button }] of this.lines)
      setAttribute(button, "tabindex", other === reached ? "0" : "-1");
  }

  /** Moves the focus from line to line; returns whether it did. */
  rove(from: Element, pressed: Key): boolean {
    if (isChord(pressed)) return false;
    const step = { ArrowUp: -1, ArrowDown: 1 }[pressed.key];
    const all = [...this.lines.values()].map(({ button }) => button);
    const at = all.indexOf(from as HTMLElement);
    const to = step === undefined || at === -1 ? undefined : all[at + step];
    if (!to) return false;
    for (const button of all) button.tabIndex = button === to ? 0 : -1;
    to.focus();
    return true;
  }
}

export const placeOf = (key: string): readonly [number, number] => {
  const [source = 0, line = 0] = key.split(":").map(Number);
  return [source, line];
};

function lineContent(line: number, text: string, here: Standing | undefined): string {
  const mark = here ? glyph(here.state) + span("fm-spoken", escaped(` ${here.state} `)) : "";
  const indent = indentOf(text);
  const content = codeLine(text.slice(0, indent), markedLine(text, line, here?.marks ?? [], indent));
  return span("fm-number", String(line)) + span("fm-mark", mark) + content;
}
