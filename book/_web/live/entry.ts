/** What the first use of a block's buttons loads. */

import "../page/global.ts";
import type { Command } from "../page/toolbar.ts";
import { Block } from "./block.ts";
import { followChanges } from "./changes.ts";
import { followOtherTabs } from "./edits.ts";
import { Interpreter } from "./interpreter.ts";
import { figureOf } from "./listings.ts";

const interpreter = new Interpreter();
const blocks = new Map<HTMLElement, Block>();

function blockOf(figure: HTMLElement): Block {
  const block = blocks.get(figure) ?? new Block(figure, interpreter);
  blocks.set(figure, block);
  return block;
}

window.bookLive = {
  act: (figure: HTMLElement, command: Command) => void blockOf(figure).act(command),
  reopen: (figure) => void blockOf(figure).follow(),
  check: (figure, session) => blockOf(figure).check(session),
  textOf: (figure) => blocks.get(figure)?.text,
};
followChanges((figure) => blockOf(figure).reset());
followOtherTabs((key) => {
  const figure = figureOf(key);
  if (figure) void blockOf(figure).follow();
});
