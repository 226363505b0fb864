/** The keys of the player. They count only while the focus is in it, and never with Ctrl, Alt or Meta. */

import type { Move } from "./walk.ts";

export type Command = Move | "play";

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  ArrowLeft: "back",
  ArrowRight: "next",
  t: "transfer",
  l: "line",
  p: "play",
};

const SHIFTED: Readonly<Record<string, Command>> = {
  ArrowLeft: "transfer-back",
  ArrowRight: "transfer",
};

export const isChord = ({ ctrlKey, altKey, metaKey }: Key): boolean => ctrlKey || altKey || metaKey;

/** Returns what a key means; undefined if it is none of the player's. */
export function commandOf(pressed: Key): Command | undefined {
  if (isChord(pressed)) return undefined;
  if (pressed.shiftKey) return SHIFTED[pressed.key];
  return COMMANDS[pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key];
}

/** Whether an element has its own use for the key: a choice, a slider, something to scroll sideways. */
export function isTaken(element: Element, { key }: Pick<Key, "key">): boolean {
  if (element.matches("select, textarea, input:not([type=radio], [type=range])")) return true;
  if (!key.startsWith("Arrow")) return false;
  const scrolls = element.scrollWidth > element.clientWidth && element.hasAttribute("data-scrolls");
  return scrolls || element.matches("input");
}
