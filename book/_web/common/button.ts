/** A button, made the same way in all scripts of a page. */

/** Is this the second click of a double click? The first may have put another button under the pointer. */
export const isSecond = ({ detail }: MouseEvent) => detail > 1;

/** `label` is what it is called by those who do not see where it stands. */
export function button(name: string, text: string, act: () => void, label = ""): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.textContent = text;
  if (label) made.ariaLabel = label;
  made.addEventListener("click", (event) => {
    if (!isSecond(event)) act();
  });
  return made;
}
