/** <frame-microscope>: takes the place of the static form that it holds, and plays the film that lies beside it. */

import { fragment, stepIn } from "./address.ts";
import { copy } from "./clipboard.ts";
import { skeleton } from "./controls.ts";
import { type Command, commandOf, isTaken } from "./keys.ts";
import { LEVELS, Levels } from "./levels.ts";
import { rememberedLevel, rememberLevel } from "./memory.ts";
import { Printed } from "./output.ts";
import { Screen } from "./screen.ts";
import { placeOf, stepAt } from "./source.ts";
import type { Level } from "./trace.ts";
import { Reel } from "./view.ts";
import { Walk } from "./walk.ts";

/** How long a step stands while the film plays. */
const BEAT = 1000;
/** How long the reader has to stay at a step until it is in the address. */
const SETTLED = 250;

let made = 0;

export class FrameMicroscope extends HTMLElement {
  private reel!: Reel;
  private levels!: Levels;
  private walk!: Walk;
  private screen!: Screen;
  private root!: HTMLElement;
  private playing: number | undefined;
  private settling: number | undefined;
  private width = 0;
  private readonly followAddress = () => this.goToAddress(true);

  connectedCallback(): void {
    if (this.root) return this.listen();
    try {
      const film = JSON.parse(this.querySelector("script")?.textContent ?? "");
      this.reel = new Reel(film);
    } catch (error) {
      return this.giveUp(
        error instanceof SyntaxError ? "The recording is damaged." : String((error as Error).message),
      );
    }
    this.build();
    this.listen();
  }

  disconnectedCallback(): void {
    this.stop();
    removeEventListener("hashchange", this.followAddress);
  }

  private giveUp(reason: string): void {
    const line = document.createElement("p");
    line.className = "fm-problem";
    line.textContent = `${reason} It cannot be played here.`;
    this.append(line);
  }

  private build(): void {
    const { recording } = this.reel;
    this.levels = new Levels(recording);
    this.walk = new Walk(this.levels, rememberedLevel() ?? this.level());
    this.root = document.createElement("div");
    this.root.className = "fm-player";
    this.root.tabIndex = -1;
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", "Frame microscope");
    this.root.innerHTML = skeleton(recording, `fm-level-${++made}`, !new Printed(recording).isEmpty);
    this.append(this.root);
    this.screen = new Screen(this.root, this.reel, this.levels);
    this.goToAddress(false);
    this.classList.add("fm-plays");
    this.draw();
    this.handle();
    // The first step is on the screen before the timeline is drawn.
    new ResizeObserver(() => this.resized()).observe(this.root);
  }

  private level(): Level {
    return LEVELS.find((level) => level === this.getAttribute("level")) ?? "transfer";
  }

  /** What names the player in the address: its own id, or that of what it stands in. */
  private get name(): string {
    return this.closest("[id]")?.id ?? "";
  }

  private listen(): void {
    addEventListener("hashchange", this.followAddress);
  }

  private handle(): void {
    this.root.addEventListener("click", (event) => this.clicked(event));
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.root.addEventListener("input", (event) => this.changed(event.target as HTMLInputElement));
    this.root.querySelector("details.fm-instructions")?.addEventListener("toggle", () => this.draw());
  }

  private resized(): void {
    if (this.root.clientWidth === this.width) return;
    this.width = this.root.clientWidth;
    this.screen.forgetHeight();
    this.drawBand();
    this.draw();
  }

  private draw(): void {
    this.screen.show(this.walk);
  }

  private drawBand(): void {
    this.screen.band.draw(this.walk.level);
  }

  /** Shows where the reader went, and notes it in the address once the reader stays there. */
  private arrive(): void {
    this.drawBand();
    this.draw();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.note(), SETTLED);
  }

  private note(): void {
    try {
      if (this.name) history.replaceState(history.state, "", fragment(this.name, this.walk.index));
    } catch {
      // Pages opened from disk may not change their address everywhere.
    }
  }

  private goToAddress(isAsked: boolean): void {
    const step = stepIn(location.hash, this.name, this.reel.recording.steps.length);
    if (step === null) return;
    this.stop();
    this.walk.to(step);
    if (isAsked) this.arrive();
    requestAnimationFrame(() => this.root.scrollIntoView({ block: "nearest" }));
  }

  private clicked(event: MouseEvent): void {
    const target = event.target as Element;
    const command = target.closest<HTMLElement>("[data-command]")?.dataset.command;
    if (command === "copy") return this.copyLink();
    if (command) return this.obey(command as Command);
    const line = target.closest<HTMLElement>("[data-line]")?.dataset.line;
    if (line) return this.goToLine(line);
    const position = target.closest(".fm-drawing") ? this.screen.band.positionAt(event) : null;
    if (position !== null) this.goTo(() => this.walk.toPosition(position));
  }

  private pressed(event: KeyboardEvent): void {
    const target = event.target as Element;
    const command = isTaken(target, event) ? undefined : commandOf(event);
    const isRoving = !command && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (command) this.obey(command);
    else if (!isRoving || !this.screen.source.rove(target, event.key)) return;
    event.preventDefault();
  }

  private changed(input: HTMLInputElement): void {
    if (input.type === "range") this.goTo(() => this.walk.toPosition(Number(input.value)));
    else if (input.type === "radio") {
      rememberLevel(input.value as Level);
      this.goTo(() => this.walk.by(input.value as Level));
    } else this.draw();
  }

  private goTo(move: () => void): void {
    this.stop();
    move();
    this.arrive();
  }

  private goToLine(key: string): void {
    const [source, line] = placeOf(key);
    const step = stepAt(this.reel.recording, source, line, this.walk.index);
    if (step !== null) this.goTo(() => this.walk.to(step));
  }

  private obey(command: Command): void {
    if (command === "play") return this.playing === undefined ? this.play() : this.stop();
    this.stop();
    if (this.walk.move(command)) this.arrive();
  }

  private play(): void {
    if (!this.walk.move("next")) this.walk.move("first");
    this.arrive();
    this.playing = setInterval(() => {
      if (this.walk.move("next")) this.arrive();
      if (this.walk.target("next") === null) this.stop();
    }, BEAT);
    this.labelPlay("Pause");
  }

  private stop(): void {
    if (this.playing === undefined) return;
    clearInterval(this.playing);
    this.playing = undefined;
    this.labelPlay("Play");
  }

  private labelPlay(text: string): void {
    const button = this.root.querySelector('[data-command="play"]');
    if (button) button.textContent = text;
  }

  private copyLink(): void {
    const button = this.root.querySelector('[data-command="copy"]') as HTMLElement;
    const address = new URL(location.href);
    address.hash = fragment(this.name, this.walk.index);
    void copy(address.href).then(() => {
      button.textContent = "Copied";
      setTimeout(() => {
        button.textContent = "Copy link";
      }, 1500);
    });
  }
}
