/** A button, made the same way in all scripts of a page. */

/** `label` is what it is called by those who do not see where it stands. */
export function button(name: string, text: string, act: () => void, label = ""): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.textContent = text;
  if (label) made.ariaLabel = label;
  made.addEventListener("click", act);
  return made;
}
