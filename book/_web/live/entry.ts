/** What the first use of a block's buttons loads. */

import "../page/global.ts";
import type { Command } from "../page/toolbar.ts";
import { Block } from "./block.ts";
import { Interpreter } from "./interpreter.ts";

const interpreter = new Interpreter();
const blocks = new Map<HTMLElement, Block>();

function blockOf(figure: HTMLElement): Block {
  const block = blocks.get(figure) ?? new Block(figure, interpreter);
  blocks.set(figure, block);
  return block;
}

window.bookLive = {
  act: (figure: HTMLElement, command: Command) => void blockOf(figure).act(command),
  check: (figure, session) => blockOf(figure).check(session),
  textOf: (figure) => blocks.get(figure)?.text,
};
