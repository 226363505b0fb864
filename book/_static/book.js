// What the pages gain from JavaScript; without it nothing is missing.

/** Returns what is typed in a session, or all of a listing: what is worth copying. */
const typed = (text) => {
  const lines = text.split("\n");
  if (!lines.some((line) => line.startsWith(">>> "))) return text;
  const kept = [];
  let typing = false;
  for (const line of lines) {
    typing = line.startsWith(">>> ") || (typing && /^\.\.\.( |$)/.test(line));
    if (typing) kept.push(line.slice(4));
  }
  return kept.join("\n") + "\n";
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};

const addCopyButton = (figure) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  const label = figure.querySelector(".caption-number")?.textContent.trim() ?? "the code";
  button.setAttribute("aria-label", `Copy ${label}`);
  button.addEventListener("click", async () => {
    const shown = [...figure.querySelectorAll("pre")].find((pre) => pre.checkVisibility());
    await copy(typed(shown.textContent));
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  figure.querySelector(".snippet-about").append(button);
};

const KEY = "book-python";

const remembered = () => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

/** Shows everywhere on the page what the Python version prints that was chosen in one place. */
const choose = (version) => {
  for (const input of document.querySelectorAll("input[data-versions]"))
    if (input.dataset.versions.split(" ").includes(version)) input.checked = true;
};

for (const figure of document.querySelectorAll("figure.snippet")) addCopyButton(figure);

for (const input of document.querySelectorAll("input[data-versions]"))
  input.addEventListener("change", () => {
    const versions = input.dataset.versions.split(" ");
    const version = versions.includes("3.14") ? "3.14" : versions.at(-1);
    const top = input.getBoundingClientRect().top;
    choose(version);
    scrollBy({ top: input.getBoundingClientRect().top - top, behavior: "instant" });
    try {
      localStorage.setItem(KEY, version);
    } catch {
      // The choice then holds for this page only.
    }
  });

const before = remembered();
if (before) choose(before);
