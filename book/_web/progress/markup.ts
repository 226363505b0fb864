/** Elements, in short. */

export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = "",
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

export function button(text: string, act: () => void): HTMLButtonElement {
  const made = element("button", "ask-tool", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
