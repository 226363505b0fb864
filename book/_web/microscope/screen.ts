/** What the player shows at a step, part by part. */

import { order } from "./arrange.ts";
import { Band } from "./band.ts";
import { frames } from "./frames.ts";
import { instructions, lookedAt } from "./instructions.ts";
import type { Levels } from "./levels.ts";
import { sentence } from "./markup.ts";
import { setAttribute } from "./morph.ts";
import { Printed } from "./output.ts";
import { Region, Rows } from "./region.ts";
import { SourcePane } from "./source.ts";
import type { Reel, View } from "./view.ts";
import type { Move, Walk } from "./walk.ts";

const MOVES: readonly Move[] = ["first", "back", "next", "last", "line", "transfer"];

export class Screen {
  readonly source: SourcePane;
  readonly band: Band;
  private readonly ordered: readonly number[];
  private readonly printed: Printed;
  private readonly frames: Rows;
  private readonly say: Region;
  private readonly output: Region | undefined;
  private readonly table: Region | undefined;
  private readonly where: HTMLElement;
  private readonly moves: readonly (readonly [Move, HTMLElement])[];
  private readonly levels: NodeListOf<HTMLInputElement>;
  private readonly opened = new Set<number>();
  private tallest = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly reel: Reel,
    levels: Levels,
  ) {
    const { recording } = reel;
    this.ordered = order(recording);
    this.printed = new Printed(recording);
    this.source = new SourcePane(this.find(".fm-source"), recording);
    this.band = new Band(this.find(".fm-band"), recording, levels, this.ordered);
    this.frames = new Rows(this.find(".fm-frames"));
    this.say = new Region(this.find(".fm-say"));
    this.where = this.find(".fm-position");
    this.moves = MOVES.map((move) => [move, this.find(`[data-command="${move}"]`)]);
    this.levels = root.querySelectorAll("input[type=radio]");
    this.output = this.region(".fm-printed pre");
    this.table = this.region(".fm-table");
    this.frames.element.addEventListener("toggle", (event) => this.remember(event.target as Element), true);
  }

  private find<Kind extends HTMLElement = HTMLElement>(selector: string): Kind {
    return this.root.querySelector(selector) as Kind;
  }

  private region(selector: string): Region | undefined {
    const element = this.root.querySelector(selector);
    return element ? new Region(element) : undefined;
  }

  show(walk: Walk): void {
    this.keepHeight();
    const view = this.reel.view(walk.index, walk.before, walk.level);
    this.source.show(view);
    this.frames.show(frames(view, this.ordered, this.opened), this.root);
    this.say.show(sentence(view.recording.sentence(walk.index, walk.level)));
    this.band.show(walk.level, walk.position, walk.count, this.placeOf(walk));
    this.showOutput(walk);
    this.showInstructions(view);
    this.showControls(walk);
  }

  private showOutput({ index, before }: Walk): void {
    if (!this.output) return;
    this.output.show(this.printed.at(index, before));
    this.output.element.scrollTop = this.output.element.scrollHeight;
  }

  /** Instructions are drawn only while they are unfolded. */
  showInstructions(view: View): void {
    const details = this.root.querySelector<HTMLDetailsElement>(".fm-instructions");
    if (!details?.open || !this.table) return;
    const chosen = this.find<HTMLSelectElement>("select").value;
    const number = chosen === "" ? lookedAt(view) : Number(chosen);
    this.table.show(number === null ? "" : instructions(view, number));
    const pane = this.table.element;
    const row = pane.querySelector<HTMLElement>("tbody tr[class]");
    if (row) pane.scrollTop = row.offsetTop - pane.clientHeight / 2;
  }

  private showControls(walk: Walk): void {
    for (const [move, button] of this.moves)
      setAttribute(button, "aria-disabled", String(walk.target(move) === null));
    for (const radio of this.levels) if (radio.value === walk.level && !radio.checked) radio.checked = true;
    this.where.textContent = this.placeOf(walk);
  }

  /** Names the step; transfers have the numbers of their panels. */
  private placeOf({ level, index, position, count }: Walk): string {
    const { panels } = this.reel.recording;
    if (level !== "transfer" || panels.length === 0) return `step ${position + 1} of ${count}`;
    if (panels.includes(index)) return `step ${panels.indexOf(index) + 1} of ${panels.length}`;
    return index < (panels[0] ?? 0) ? "before step 1" : `after step ${panels.length}`;
  }

  /** The controls below stay where they are: the part above them grows, but never shrinks again. It is measured
   * before anything changes, when the layout is known and costs nothing. */
  private keepHeight(): void {
    const stage = this.frames.element;
    const height = stage.offsetHeight;
    if (height <= this.tallest) return;
    this.tallest = height;
    stage.style.minHeight = `${height}px`;
  }

  /** Draws anew what depends on the width. */
  resize(walk: Walk): void {
    this.tallest = 0;
    this.frames.element.style.minHeight = "";
    this.band.draw(walk.level);
    this.show(walk);
  }

  private remember(details: Element): void {
    const number = Number(details.getAttribute("data-frame"));
    if ((details as HTMLDetailsElement).open) this.opened.add(number);
    else this.opened.delete(number);
  }
}
