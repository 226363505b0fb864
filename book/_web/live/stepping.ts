/** Opens a recording in the microscope, under the block that was recorded. */

import { dress, load } from "../common/loader.ts";

const NAME = "live-film";

export async function loadPlayer(): Promise<void> {
  await Promise.all([dress("microscope.css"), load("microscope.js")]);
}

/** Needs the player. */
export function showFilm(figure: HTMLElement, film: string): void {
  takeFilmAway(figure);
  const place = document.createElement("div");
  place.className = NAME;
  const player = document.createElement("frame-microscope");
  player.setAttribute("level", "line");
  player.setAttribute("unlinked", "");
  const script = document.createElement("script");
  script.type = "application/json";
  script.textContent = film;
  player.append(script);
  place.append(player);
  figure.after(place);
  place.querySelector<HTMLElement>(".fm-player")?.focus({ preventScroll: true });
  place.scrollIntoView({ block: "nearest" });
}

export function takeFilmAway(figure: HTMLElement): void {
  const next = figure.nextElementSibling;
  if (next?.classList.contains(NAME)) next.remove();
}
