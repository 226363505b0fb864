/** The step in the address of the page: `#id.step`, as the panels of the static form are called. */

import { decoded } from "../common/fragment.ts";

/** Returns the step that a fragment names for the player of that id; null if it names none. */
export function stepIn(hash: string, id: string, steps: number): number | null {
  const name = decoded(hash.replace(/^#/, ""));
  if (id === "" || !name.startsWith(`${id}.`)) return null;
  const number = name.slice(id.length + 1);
  return /^\d+$/.test(number) && Number(number) < steps ? Number(number) : null;
}

export const fragment = (id: string, step: number): string => `#${encodeURIComponent(id)}.${step}`;
