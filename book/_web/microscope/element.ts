/** <frame-microscope>: puts a player in the place of the static form that it holds, if it can play the film beside it. */

import { Player } from "./player.ts";
import { Reel } from "./view.ts";

export class FrameMicroscope extends HTMLElement {
  private player: Player | undefined;

  connectedCallback(): void {
    try {
      this.player ??= new Player(this, new Reel(this.film()));
      this.player.listen();
    } catch (error) {
      this.giveUp((error as Error).message);
    }
  }

  disconnectedCallback(): void {
    this.player?.rest();
  }

  private film(): unknown {
    try {
      return JSON.parse(this.querySelector("script")?.textContent ?? "");
    } catch {
      throw new Error("The recording is damaged: it is not JSON.");
    }
  }

  /** The static form stays, and a line says why nothing else is there. */
  private giveUp(reason: string): void {
    const line = document.createElement("p");
    line.className = "fm-problem";
    line.textContent = `${reason} It cannot be played here.`;
    this.append(line);
  }
}
