/** Makes what stands in the page what it should be, touching only what differs: the rest needs no new styles, no new
 * layout, and keeps the focus and the place it was scrolled to. The markup is read as it is written here (see
 * `markup.ts`): a browser that parsed it would make all of it, only to have it compared with what is there. */

const SVG = "http://www.w3.org/2000/svg";

/** Tags and texts that are still to be read, the next one last. */
type Tokens = string[];

const tokens = (html: string): Tokens => html.split(/(?=<)|(?<=>)/).reverse();

const SIGNS: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };

/** Returns the text that escaped text means in HTML, where the ends of all lines are alike. */
const plain = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot);|\r\n?/g, (found) => SIGNS[found] ?? "\n");

/** Makes the content of `element` this HTML. */
export function morph(element: Element, html: string): void {
  if (element.firstChild) morphChildren(element, tokens(html));
  // What is all new, a browser makes faster than a script does.
  else element.innerHTML = html;
}

/** Makes `element` the one element that this HTML is. */
export function morphInto(element: Element, html: string): void {
  const wanted = tokens(html);
  morphNode(element.parentNode as Element, element, wanted.pop() ?? "", wanted);
}

/** Reads until the end of the element, or of everything. */
function morphChildren(parent: Element, wanted: Tokens): void {
  let old = parent.firstChild;
  for (let token = wanted.pop(); token && !token.startsWith("</"); token = wanted.pop())
    old = morphNode(parent, old, token, wanted).nextSibling;
  while (old) {
    const following: ChildNode | null = old.nextSibling;
    old.remove();
    old = following;
  }
}

/** Makes `old` the node that begins with a token, or puts that in its place. */
function morphNode(parent: Element, old: ChildNode | null, token: string, wanted: Tokens): ChildNode {
  const name = /^<(\w+)/.exec(token)?.[1];
  // Of a text, neither is there.
  const isKept = old !== null && (old as Partial<Element>).localName === name;
  const node = isKept ? old : name ? made(parent, name) : document.createTextNode("");
  if (name) morphElement(node as Element, token, wanted);
  else morphText(node, plain(token));
  // What is new comes into the page as a whole.
  if (!old) parent.append(node);
  else if (!isKept) old.replaceWith(node);
  return node;
}

const made = (parent: Element, name: string): Element & ChildNode =>
  document.createElementNS(name === "svg" ? SVG : parent.namespaceURI, name);

function morphElement(element: Element, token: string, wanted: Tokens): void {
  morphAttributes(element, token);
  if (!token.endsWith("/>")) morphChildren(element, wanted);
}

function morphText(node: Node, text: string): void {
  if (node.nodeValue !== text) node.nodeValue = text;
}

/** The tags that elements were given last, as they were written. */
const given = new WeakMap<Element, string>();

function morphAttributes(element: Element, token: string): void {
  if (given.get(element) === token) return;
  given.set(element, token);
  for (const name of element.getAttributeNames())
    if (!token.includes(` ${name}="`)) element.removeAttribute(name);
  for (const [, name = "", value = ""] of token.matchAll(/ ([\w-]+)="([^"]*)"/g))
    setAttribute(element, name, plain(value));
}

/** Sets an attribute where it differs: even the same value again makes a browser work out styles anew. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
