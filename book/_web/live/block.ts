/** A block of the page that can be run, changed and stepped through. */

import { button } from "../common/button.ts";
import type { Checked } from "../page/global.ts";
import { type Command, nameOf, relabel } from "../page/toolbar.ts";
import { showPinned } from "../page/versions.ts";
import { chain, type Linked } from "./chapters.ts";
import { Editing } from "./editing.ts";
import {
  dropEdit,
  editOf,
  holdEdit,
  isChange,
  isOvertaken,
  keepEdit,
  keptEdit,
  releaseEdit,
} from "./edits.ts";
import type { Interpreter } from "./interpreter.ts";
import { isSession, jobOf, originalOf, type Part, partOf } from "./job.ts";
import type { Job, Outcome } from "./messages.ts";
import { Outputs } from "./outputs.ts";
import { RESET, type Run, stopped, watcherOf } from "./run.ts";
import { Status } from "./status.ts";
import { loadPlayer, showFilm, takeFilmAway } from "./stepping.ts";
import { verdict } from "./verdict.ts";

/** In milliseconds: what is done sooner need not be stopped, and a second click is no second wish. */
const SOON = 400;

const LOST = "This browser keeps nothing: the change is lost with the page.";
const OVERTAKEN =
  "The book has changed this code since you did. This is yours; Reset gives the book's instead.";

export class Block {
  private readonly key: string;
  private readonly status: Status;
  private readonly outputs: Outputs;
  /** What the book has, once it is known. */
  private original = "";
  /** The code that has printed what is shown; missing where that is the book's. */
  private printer: string | undefined;
  private editing: Editing | undefined;
  private opening: Promise<void> | undefined;
  /** Stops what is run of the block. */
  private stopper: AbortController | undefined;

  constructor(
    private readonly figure: HTMLElement,
    private readonly interpreter: Pick<Interpreter, "run" | "warm">,
  ) {
    this.key = figure.dataset.block ?? "";
    this.status = new Status(figure);
    this.outputs = new Outputs(figure);
    figure.addEventListener("block-asked", () => {
      this.restore();
      if (!this.stopper) this.status.clear();
    });
  }

  /** What the reader made of the block, while an editor shows it. */
  get text(): string | undefined {
    return this.editing?.text;
  }

  async act(command: Command): Promise<void> {
    try {
      if (command === "stop") this.stopper?.abort();
      else if (command === "edit") await this.edit();
      else if (command === "reset") this.reset();
      else if (!this.stopper) await (command === "run" ? this.run() : this.step());
    } catch (error) {
      this.status.say("problem", (error as Error).message);
    }
  }

  /** Runs a session of the corpus after this block, which is in its editor from then on. */
  async check(session: string): Promise<Checked> {
    if (this.stopper) throw new Error("The code is still running; stop it first.");
    try {
      const { parts, outcomes, answer } = await this.busy("run", session);
      const changed = parts.slice(0, -2).filter(({ isChanged }) => isChanged);
      return { outcomes, answer, changed: changed.map(({ file }) => file) };
    } finally {
      this.status.rest();
    }
  }

  /** Shows the edit that is kept of an earlier visit, or by another tab; closes the editor where there is none. */
  async follow(): Promise<void> {
    try {
      await this.know();
      const kept = keptEdit(this.key, this.original);
      if (!this.stopper) this.status.clear(); // it spoke of what stood there before
      if (kept === undefined) this.close();
      else await this.take(kept);
    } catch (error) {
      this.status.say("problem", (error as Error).message);
    }
  }

  private async take(kept: string): Promise<void> {
    holdEdit(this.key, kept);
    await this.open();
    if (!this.editing) return;
    this.editing.text = kept;
    this.age();
    this.tellChange();
  }

  /** Takes back what the reader made of it, and offers to give it back. */
  reset(): void {
    const lost = this.isChanged ? this.text : undefined;
    this.stopper?.abort(RESET);
    this.close();
    dropEdit(this.key);
    this.status.clear();
    this.status.say("", "This is the book's own code again.", ...(lost ? [" ", this.undoing(lost)] : []));
  }

  private undoing(text: string): HTMLElement {
    const name = `Undo the reset of ${nameOf(this.figure)}`;
    return button("ask-tool", "Undo", () => void this.undo(text), name);
  }

  private async undo(text: string): Promise<void> {
    const isKept = keepEdit(this.key, this.original, text);
    await this.follow();
    this.editing?.focus();
    if (!isKept) this.status.say("problem", LOST);
  }

  private async run(): Promise<void> {
    if (this.isOld) this.restore(); // makes room for what the code prints now
    const run = await this.busy("run").catch((error: unknown) => {
      this.restore(); // what an earlier run printed is not what this one did
      throw error;
    });
    if (run.answer) this.show(run);
    else this.restore();
    this.judge(run);
  }

  private async step(): Promise<void> {
    const run = await this.busy("film");
    if (run.answer?.film) {
      this.status.say("", "Recorded: step through it below.");
      showFilm(this.figure, run.answer.film);
    } else this.judge(run);
  }

  private judge({ parts, outcomes, answer, isReset }: Run): void {
    if (isReset) return;
    const { kind, said, details } = verdict(parts, outcomes, answer);
    if (answer) this.status.settle(); // what a stopped block has printed stays where it was shown
    if (details) this.status.detail(details);
    this.status.say(kind, ...said);
  }

  /** Runs a job of the block, or a session after it, and offers to stop it. */
  private async busy(kind: Job["kind"], session?: string): Promise<Run> {
    const stopper = new AbortController();
    this.stopper = stopper;
    const timer = setTimeout(() => this.offer("run", "stop"), SOON);
    this.status.clear();
    this.status.starting();
    try {
      this.interpreter.warm();
      return await Promise.race([this.work(kind, stopper.signal, session), stopped(stopper.signal)]);
    } finally {
      clearTimeout(timer);
      this.stopper = undefined;
      this.offer("stop", "run");
    }
  }

  private async work(kind: Job["kind"], signal: AbortSignal, session?: string): Promise<Run> {
    const blocks = await chain(this.key);
    if (session) {
      await this.open();
      blocks.push(...(await chain(session)).slice(-1));
    }
    const parts = blocks.map(partOf);
    const outcomes: Outcome[] = [];
    const watcher = watcherOf(nameOf(this.figure), this.status, outcomes);
    const job = jobOf(parts, watcher.name, blocks.at(-1)?.out);
    const answer = await this.interpreter.run({ kind, job }, watcher, signal);
    if (answer.film) await loadPlayer();
    return { parts, outcomes, answer };
  }

  private show({ parts, outcomes }: Run): void {
    const part = parts.at(-1) as Part;
    const [first] = outcomes;
    this.figure.dispatchEvent(new Event("block-shown"));
    showPinned(this.figure);
    if (!isSession(part)) {
      if (first) this.outputs.showListing(first, !part.isChanged);
    } else if (part.isChanged || this.editing) this.outputs.showEcho(outcomes, !part.isChanged);
    else this.outputs.showSession(outcomes);
    this.printer = part.isChanged ? part.text : undefined;
    this.age();
  }

  /** Shows what the book's own code prints. */
  private restore(): void {
    this.outputs.restore();
    this.printer = undefined;
    this.age();
  }

  /** Is what is shown of other code than what stands there now? */
  private get isOld(): boolean {
    return this.text !== undefined && isChange(this.printer ?? this.original, this.text);
  }

  private age(): void {
    this.outputs.age(this.isOld);
  }

  private async know(): Promise<void> {
    this.original = originalOf((await chain(this.key)).at(-1) as Linked);
  }

  private async edit(): Promise<void> {
    await this.open();
    this.editing?.focus();
  }

  /** Opens the editor, once, however often it is asked for. */
  private async open(): Promise<void> {
    if (this.editing) return;
    this.opening ??= this.openNow();
    try {
      await this.opening;
    } finally {
      this.opening = undefined;
    }
  }

  private async openNow(): Promise<void> {
    await this.know();
    const text = editOf(this.key, this.original) ?? this.original;
    this.editing = await Editing.open(this.figure, text, {
      changed: (now) => this.changed(now),
      run: () => void this.act("run"),
    });
    holdEdit(this.key, text);
    this.restore();
    if (!this.stopper) {
      this.status.clear();
      if (isOvertaken(this.key, this.original)) this.status.say("", OVERTAKEN);
    }
    this.offer("edit", "reset");
  }

  private changed(text: string): void {
    const isKept = keepEdit(this.key, this.original, text);
    this.mark();
    this.age();
    if (!isKept) this.status.say("problem", LOST);
    else if (!this.stopper) this.status.say("");
  }

  private close(): void {
    releaseEdit(this.key);
    this.editing?.close();
    this.editing = undefined;
    this.mark();
    this.restore();
    takeFilmAway(this.figure);
    this.offer("reset", "edit");
  }

  private get isChanged(): boolean {
    return this.text !== undefined && isChange(this.original, this.text);
  }

  private mark(): void {
    if (this.isChanged !== this.figure.hasAttribute("data-changed")) this.tellChange();
  }

  private tellChange(): void {
    this.figure.toggleAttribute("data-changed", this.isChanged);
    this.figure.dispatchEvent(new Event("block-changed", { bubbles: true }));
  }

  /** Puts one command in the place of another. */
  private offer(before: Command, now: Command): void {
    const tool = this.figure.querySelector<HTMLElement>(`.block-tool[data-command="${before}"]`);
    if (tool) relabel(tool, now, nameOf(this.figure));
  }
}
