/** The player: passes on what the reader does to the walk through the steps, and shows where it led. */

import { copy } from "../common/clipboard.ts";
import { fragment, stepIn } from "./address.ts";
import { skeleton } from "./controls.ts";
import { type Command, commandOf, isTaken } from "./keys.ts";
import { LEVELS, Levels } from "./levels.ts";
import { rememberedLevel, rememberLevel } from "./memory.ts";
import { Screen } from "./screen.ts";
import { placeOf, stepAt } from "./source.ts";
import { staying } from "./staying.ts";
import type { Level } from "./trace.ts";
import type { Reel } from "./view.ts";
import { Walk } from "./walk.ts";

/** How long a step stands while the film plays. */
const BEAT = 1000;
/** How long the reader has to stay at a step until it is in the address. */
const SETTLED = 250;
/** How long a button says that it did what it is for. */
const THANKS = 1500;

let made = 0;

export class Player {
  private readonly root = document.createElement("div");
  private readonly walk: Walk;
  private readonly screen: Screen;
  private playing: number | undefined;
  private settling: number | undefined;
  private width = 0;
  private readonly followAddress = () => this.goToAddress();

  constructor(
    private readonly host: HTMLElement,
    private readonly reel: Reel,
  ) {
    const { recording } = reel;
    const levels = new Levels(recording);
    const asked = LEVELS.find((level) => level === host.getAttribute("level"));
    this.walk = new Walk(levels, rememberedLevel() ?? asked ?? "transfer");
    this.root.className = "fm-player";
    this.root.tabIndex = -1;
    this.root.role = "group";
    this.root.ariaLabel = "Frame microscope";
    this.root.innerHTML = skeleton(recording, `fm-level-${++made}`);
    this.screen = new Screen(this.root, reel, levels);
    this.screen.show(this.walk);
    host.append(this.root);
    host.classList.add("fm-plays");
    this.handle();
    this.goToAddress();
  }

  /** Follows the address of the page. */
  listen(): void {
    addEventListener("hashchange", this.followAddress);
  }

  /** Does nothing more until it listens again. */
  rest(): void {
    this.stop();
    clearTimeout(this.settling);
    removeEventListener("hashchange", this.followAddress);
  }

  /** What names the player in the address: its own id, or that of what it stands in. */
  private get name(): string {
    return this.host.hasAttribute("unlinked") ? "" : (this.host.closest("[id]")?.id ?? "");
  }

  private handle(): void {
    const { root } = this;
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("keydown", (event) => this.pressed(event));
    root.addEventListener("input", (event) => this.changed(event.target as HTMLInputElement));
    root.querySelector(".fm-instructions")?.addEventListener("toggle", () => this.screen.show(this.walk));
    new ResizeObserver(() => this.resized()).observe(root);
  }

  private resized(): void {
    if (this.root.clientWidth === this.width) return;
    const isFirst = this.width === 0;
    this.width = this.root.clientWidth;
    const resize = () => staying(this.host, () => this.screen.resize(this.walk));
    // The first step is on the screen before the timeline is drawn.
    if (isFirst) setTimeout(resize);
    else resize();
  }

  /** Shows where the reader went, and notes it in the address once the reader stays there. */
  private arrive(): void {
    this.screen.show(this.walk);
    clearTimeout(this.settling);
    this.settling = window.setTimeout(() => this.note(), SETTLED);
  }

  private note(): void {
    try {
      if (this.name) history.replaceState(history.state, "", fragment(this.name, this.walk.index));
    } catch {
      // Where a page may not change its address, the step is not in it.
    }
  }

  private goToAddress(): void {
    const step = stepIn(location.hash, this.name, this.reel.recording.steps.length);
    if (step === null) return;
    this.goTo(() => this.walk.to(step));
    requestAnimationFrame(() => this.root.scrollIntoView());
  }

  private clicked(event: MouseEvent): void {
    const target = event.target as Element;
    const { command } = target.closest<HTMLElement>("[data-command]")?.dataset ?? {};
    const { line } = target.closest<HTMLElement>("[data-line]")?.dataset ?? {};
    const position = target.closest(".fm-drawing") ? this.screen.band.positionAt(event) : null;
    if (command === "copy") this.copyLink();
    else if (command) this.obey(command as Command);
    else if (line) this.goToLine(line);
    else if (position !== null) this.goTo(() => this.walk.toPosition(position));
  }

  private pressed(event: KeyboardEvent): void {
    const target = event.target as Element;
    const command = isTaken(target, event) ? undefined : commandOf(event);
    if (command) this.obey(command);
    else if (!this.screen.source.rove(target, event)) return;
    event.preventDefault();
  }

  private changed(input: HTMLInputElement): void {
    if (input.type === "range") this.goTo(() => this.walk.toPosition(Number(input.value)));
    else if (input.type === "radio") {
      rememberLevel(input.value as Level);
      this.goTo(() => this.walk.by(input.value as Level));
    } else this.screen.show(this.walk);
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
    const isPlaying = this.playing !== undefined;
    this.stop();
    if (command === "play") {
      if (!isPlaying) this.play();
    } else if (this.walk.move(command)) this.arrive();
  }

  private play(): void {
    this.label("play", "Pause");
    if (!this.walk.move("next")) this.walk.move("first");
    this.arrive();
    this.playing = window.setInterval(() => {
      if (this.walk.move("next")) this.arrive();
      else this.stop();
    }, BEAT);
  }

  private stop(): void {
    if (this.playing === undefined) return;
    clearInterval(this.playing);
    this.playing = undefined;
    this.label("play", "Play");
  }

  private label(command: string, text: string): void {
    const button = this.root.querySelector(`[data-command="${command}"]`);
    if (button) button.textContent = text;
  }

  private copyLink(): void {
    const address = new URL(location.href);
    address.hash = fragment(this.name, this.walk.index);
    void copy(address.href).then(() => {
      this.label("copy", "Copied");
      setTimeout(() => this.label("copy", "Copy link"), THANKS);
    });
  }
}
