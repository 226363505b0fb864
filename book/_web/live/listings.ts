/** What the page calls its blocks. */

import { nameOf } from "../page/toolbar.ts";

interface Named {
  readonly key: string;
  readonly file: string;
}

export const figureOf = (key: string) =>
  document.querySelector<HTMLElement>(`figure[data-block="${CSS.escape(key)}"]`);

/** Returns the name of a block, as a link to it; that of its file where this page does not show it. */
export function mention({ key, file }: Named): Node | string {
  const figure = figureOf(key);
  return figure ? linkTo(figure) : file;
}

export function linkTo(figure: HTMLElement): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = `#${figure.id}`;
  link.textContent = nameOf(figure);
  return link;
}

/** Puts commas and an *and* between items. */
export function joined(items: readonly (Node | string)[]): (Node | string)[] {
  return items.flatMap((item, index) => {
    if (index === 0) return [item];
    return [index === items.length - 1 ? " and " : ", ", item];
  });
}
