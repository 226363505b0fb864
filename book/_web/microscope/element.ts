/**
 * <frame-microscope>: puts a player in the place of the static form that it holds, if it can play the film: the one
 * beside that form, or the one that a script has under the name in the attribute `film`.
 */

import { load } from "../common/loader.ts";
import { Player } from "./player.ts";
import { staying } from "./staying.ts";
import { Reel } from "./view.ts";

declare global {
  interface Window {
    bookFilms?: Record<string, unknown>;
  }
}

export class FrameMicroscope extends HTMLElement {
  private player: Player | undefined;

  connectedCallback(): void {
    const name = this.getAttribute("film");
    if (this.player || name === null) this.play(() => this.film());
    else
      load(`films/${name}.js`).then(
        () => this.play(() => window.bookFilms?.[name]),
        (error: Error) => this.giveUp(error.message),
      );
  }

  disconnectedCallback(): void {
    this.player?.rest();
  }

  private play(film: () => unknown): void {
    if (!this.isConnected) return;
    try {
      this.player ??= staying(this, () => new Player(this, new Reel(film())));
      this.player.listen();
    } catch (error) {
      this.giveUp((error as Error).message);
    }
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
