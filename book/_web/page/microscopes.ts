/** Loads the player when a recording comes near, or the address leads into one. */

import { decoded } from "../common/fragment.ts";
import { load } from "../common/loader.ts";

export function followMicroscopes(): void {
  const found = [...document.querySelectorAll("frame-microscope")];
  if (found.length === 0) return;
  const play = () => void load("microscope.js").catch(() => undefined); // the static form stays
  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      play();
    },
    { rootMargin: "150%" },
  );
  for (const figure of found) near.observe(figure);
  const asked = () => {
    const id = decoded(location.hash.slice(1)).replace(/\.\d+$/, "");
    if (document.getElementById(id)?.querySelector("frame-microscope")) play();
  };
  addEventListener("hashchange", asked);
  asked();
}
