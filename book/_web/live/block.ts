/** A block of the page that can be run, changed and stepped through. */

import type { Checked } from "../page/global.ts";
import { button, type Command, nameOf } from "../page/toolbar.ts";
import { choosePinned } from "../page/versions.ts";
import { chain, type Linked } from "./chapters.ts";
import { Editing } from "./editing.ts";
import { dropEdit, keepEdit } from "./edits.ts";
import { type Interpreter, Stopped } from "./interpreter.ts";
import { changeOf, isSession, jobOf, originalOf } from "./job.ts";
import type { Answer, Heard, Outcome } from "./messages.ts";
import { Outputs } from "./outputs.ts";
import { Status } from "./status.ts";
import { showFilm, takeFilmAway } from "./stepping.ts";
import { verdict } from "./verdict.ts";

export class Block {
  private readonly key: string;
  private readonly status: Status;
  private readonly outputs: Outputs;
  private editing: Editing | undefined;
  private isBusy = false;

  constructor(
    private readonly figure: HTMLElement,
    private readonly interpreter: Interpreter,
  ) {
    this.key = figure.dataset.block ?? "";
    this.status = new Status(figure);
    this.outputs = new Outputs(figure);
  }

  /** What the reader made of the block, while an editor shows it. */
  get text(): string | undefined {
    return this.editing?.text;
  }

  async act(command: Command): Promise<void> {
    if (command === "stop") this.interpreter.stop();
    else if (!this.isBusy) await this.try(command);
  }

  /** Runs a session of the corpus after this block, which is in the editor from then on. */
  async check(session: string): Promise<Checked> {
    if (this.isBusy) throw new Error("The code is still running; stop it first.");
    if (!this.editing) await this.edit(false);
    const own = await chain(this.key);
    const checks = (await chain(session)).slice(-1);
    const outcomes: Outcome[] = [];
    const answer = await this.busy("run", [...own, ...checks], outcomes);
    this.status.clear();
    const changed = own.slice(0, -1).filter((block) => changeOf(block) !== undefined);
    return { outcomes, answer, changed: changed.map(({ file }) => file) };
  }

  /** Opens an edit of an earlier visit. */
  async reopen(): Promise<void> {
    await this.edit(false);
  }

  private async try(command: Command): Promise<void> {
    try {
      if (command === "run") await this.run();
      else if (command === "step") await this.step();
      else if (command === "edit") await this.edit(true);
      else if (command === "reset") await this.reset();
    } catch (error) {
      this.status.say((error as Error).message, "problem");
    }
  }

  private async run(): Promise<void> {
    const blocks = await chain(this.key);
    const outcomes: Outcome[] = [];
    choosePinned();
    const answer = await this.busy("run", blocks, outcomes);
    this.show(blocks, outcomes);
    if (answer) this.status.settle();
    this.status.say(...verdict(blocks, outcomes, answer));
  }

  private async step(): Promise<void> {
    const blocks = await chain(this.key);
    const answer = await this.busy("film", blocks, []);
    if (answer?.film) {
      this.status.say("Recorded. Step through it below.");
      await showFilm(this.figure, answer.film);
    } else this.status.say(...verdict(blocks, [], answer));
  }

  /** Runs a job; returns nothing if the reader stopped it. */
  private async busy(
    kind: "run" | "film",
    blocks: readonly Linked[],
    outcomes: Outcome[],
  ): Promise<Answer | undefined> {
    this.isBusy = true;
    this.offer("run", "stop");
    this.status.clear();
    try {
      return await this.interpreter.run(kind, jobOf(blocks, nameOf(this.figure)), this.watcher(outcomes));
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      return undefined;
    } finally {
      this.isBusy = false;
      this.offer("stop", "run");
    }
  }

  private watcher(outcomes: Outcome[]) {
    const { status } = this;
    return {
      starting: (version: string, size: number) => status.starting(version, size),
      loading: (loaded: number, total: number) => status.loading(loaded, total),
      running: (version: string) => status.running(version),
      heard: (said: Heard) => {
        if ("printed" in said) status.printed(said.printed);
        else outcomes.push(said);
      },
    };
  }

  private show(blocks: readonly Linked[], outcomes: readonly Outcome[]): void {
    const block = blocks.at(-1) as Linked;
    const [first] = outcomes;
    const isChanged = changeOf(block) !== undefined;
    if (!isSession(block)) {
      if (first) this.outputs.showListing(first, isChanged);
    } else if (isChanged) this.outputs.showEcho(outcomes);
    else this.outputs.showSession(outcomes);
  }

  private async edit(byHand: boolean): Promise<void> {
    if (this.editing) {
      this.editing.focus();
      return;
    }
    const block = (await chain(this.key)).at(-1) as Linked;
    const original = originalOf(block);
    this.outputs.restore();
    this.editing = await Editing.open(this.figure, changeOf(block) ?? original, (text) =>
      this.changed(original, text),
    );
    if (byHand) this.editing.focus();
    this.offer("edit", "reset");
  }

  private changed(original: string, text: string): void {
    const isKept = keepEdit(this.key, original, text);
    this.mark(text.trimEnd() !== original);
    if (!isKept) this.status.say("This browser keeps nothing: the change is lost with the page.", "problem");
  }

  private async reset(): Promise<void> {
    dropEdit(this.key);
    this.mark(false);
    this.editing?.close();
    this.editing = undefined;
    this.outputs.restore();
    takeFilmAway(this.figure);
    this.status.clear();
    this.offer("reset", "edit");
  }

  private mark(isChanged: boolean): void {
    this.figure.toggleAttribute("data-changed", isChanged);
    this.figure.dispatchEvent(new Event("block-changed", { bubbles: true }));
  }

  /** Puts one button in the place of another, and the focus with it. */
  private offer(before: Command, now: Command): void {
    const tool = this.figure.querySelector<HTMLElement>(`.block-tool[data-command="${before}"]`);
    if (!tool) return;
    const next = button(now, nameOf(this.figure));
    const hadFocus = tool === document.activeElement;
    tool.replaceWith(next);
    if (hadFocus) next.focus();
  }
}
