/** Says under a block what is happening to it. */

const MEGA = 1_000_000;
/** What ends sooner, in milliseconds, is not shown on its way: the page would only twitch. */
const SOON = 300;

/** How it stands with a block: each has a sign and a word of its own. */
export type Kind = "" | "busy" | "same" | "differs" | "changed" | "stopped" | "problem";

type Said = readonly (Node | string)[];

export class Status {
  private readonly line = document.createElement("p");
  /** What is over in a moment: seen, but not read out. */
  private readonly passing = document.createElement("span");
  private readonly lasting = document.createElement("span");
  private readonly bar = document.createElement("progress");
  private readonly stream = document.createElement("pre");
  private showing: ReturnType<typeof setTimeout> | undefined;

  constructor(figure: HTMLElement) {
    this.line.className = "live-status";
    this.line.dataset.kind = "";
    this.lasting.role = "status";
    this.line.append(this.passing, this.lasting);
    this.bar.className = "live-progress";
    this.bar.ariaLabel = "Loaded of Python";
    this.stream.className = "live-stream";
    this.stream.tabIndex = 0;
    this.stream.role = "log";
    this.stream.ariaLive = "off";
    figure.append(this.line);
  }

  clear(): void {
    this.settle();
    this.say("");
  }

  say(kind: Kind, ...said: Said): void {
    this.bar.remove();
    this.line.dataset.kind = kind;
    this.passing.textContent = "";
    const made = document.createElement("span");
    made.append(...said);
    if (this.lasting.textContent !== made.textContent) this.lasting.replaceChildren(...made.childNodes);
  }

  /** Takes away that it is busy; what else was said meanwhile stays. */
  rest(): void {
    if (this.line.dataset.kind === "busy") this.clear();
  }

  waiting(name: string): void {
    this.say("busy", `Waiting until ${name} has run …`);
  }

  starting(): void {
    this.pass("Starting Python …");
  }

  loading(version: string, loaded: number, total: number): void {
    if (!this.bar.isConnected) {
      this.say("busy", `Loading CPython ${version}: ${(total / MEGA).toFixed(1)} MB, the first time only …`);
      this.line.append(this.bar);
    }
    this.bar.max = total;
    this.bar.value = loaded;
  }

  running(version: string): void {
    this.pass(`Running on CPython ${version} …`);
  }

  /** Shows what is printed while a block runs on. */
  printed(text: string): void {
    this.stream.append(text);
    if (this.stream.isConnected) this.stream.scrollTop = this.stream.scrollHeight;
    else this.showing ??= setTimeout(() => this.showStream("Printed so far"), SOON);
  }

  /** Shows what can't be said in a sentence. */
  detail(text: string): void {
    this.settle();
    this.showStream("What went wrong");
    this.stream.textContent = text;
  }

  /** Takes away what was shown meanwhile: it now stands where the page has it. */
  settle(): void {
    clearTimeout(this.showing);
    this.showing = undefined;
    this.stream.remove();
    this.stream.textContent = "";
  }

  private pass(text: string): void {
    this.say("busy");
    this.passing.textContent = text;
  }

  private showStream(name: string): void {
    this.stream.ariaLabel = name;
    if (!this.stream.isConnected) this.line.before(this.stream);
    this.stream.scrollTop = this.stream.scrollHeight;
  }
}
