/** Says under a block what is happening to it. */

const MEGA = 1_000_000;

export class Status {
  private readonly line = document.createElement("p");
  private readonly bar = document.createElement("progress");
  private readonly stream = document.createElement("pre");

  constructor(private readonly figure: HTMLElement) {
    this.line.className = "live-status";
    this.line.role = "status";
    this.bar.className = "live-progress";
    this.bar.ariaLabel = "Loaded of Python";
    this.stream.className = "live-stream";
    this.stream.tabIndex = 0;
    this.stream.ariaLabel = "Printed so far";
    figure.append(this.line);
  }

  clear(): void {
    this.figure.querySelector(".block-problem")?.remove();
    this.stream.remove();
    this.stream.textContent = "";
    this.bar.remove();
    this.say("");
  }

  say(text: string, kind = ""): void {
    this.bar.remove();
    this.line.dataset.kind = kind;
    if (this.line.textContent !== text) this.line.textContent = text;
  }

  starting(version: string, size: number): void {
    this.say(`Starting CPython ${version} (${(size / MEGA).toFixed(1)} MB, once) …`);
  }

  loading(loaded: number, total: number): void {
    if (!this.bar.isConnected) this.line.append(" ", this.bar);
    this.bar.max = total;
    this.bar.value = loaded;
  }

  running(version: string): void {
    this.say(`Running on CPython ${version} …`);
  }

  /** Shows what is printed while a block runs on. */
  printed(text: string): void {
    if (!this.stream.isConnected) this.line.before(this.stream);
    this.stream.append(text);
    this.stream.scrollTop = this.stream.scrollHeight;
  }

  /** Takes away what was shown meanwhile: it now stands where the page has it. */
  settle(): void {
    this.stream.remove();
  }
}
