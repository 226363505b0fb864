/** Makes what stands in the page what it should be, touching only what differs: the rest needs no new styles, no new
 * layout, and keeps the focus and the place it was scrolled to. */

/** Makes the content of `element` this HTML. */
export function morph(element: Element, html: string): void {
  morphChildren(element, parsed(html));
}

/** Makes `element` the one element that this HTML is. */
export function morphInto(element: Element, html: string): void {
  const { firstChild } = parsed(html);
  if (firstChild) morphNode(element, firstChild);
}

/** One for all: to make one anew takes longer than what is read in it. */
let made: HTMLTemplateElement | undefined;

/** Returns the nodes that the HTML is, until it is asked again. */
function parsed(html: string): DocumentFragment {
  made ??= document.createElement("template");
  made.innerHTML = html;
  return made.content;
}

function morphChildren(now: Node, wanted: Node): void {
  let old = now.firstChild;
  let next = wanted.firstChild;
  while (next) {
    const after = next.nextSibling;
    if (!old) now.appendChild(next);
    else {
      const following: ChildNode | null = old.nextSibling;
      morphNode(old, next);
      old = following;
    }
    next = after;
  }
  while (old) {
    const following: ChildNode | null = old.nextSibling;
    old.remove();
    old = following;
  }
}

function morphNode(old: ChildNode, wanted: ChildNode): void {
  // Most is as it was, and a browser compares faster than a script does.
  if (old.isEqualNode(wanted)) return;
  if (old.nodeName !== wanted.nodeName) old.replaceWith(wanted);
  else if (old instanceof Element) {
    morphAttributes(old, wanted as Element);
    morphChildren(old, wanted);
  } else if (old.nodeValue !== wanted.nodeValue) old.nodeValue = wanted.nodeValue;
}

function morphAttributes(old: Element, wanted: Element): void {
  for (const name of old.getAttributeNames()) if (!wanted.hasAttribute(name)) old.removeAttribute(name);
  for (const name of wanted.getAttributeNames()) setAttribute(old, name, wanted.getAttribute(name) ?? "");
}

/** Sets an attribute where it differs: even the same value again makes a browser work out styles anew. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
