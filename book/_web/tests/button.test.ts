// @vitest-environment happy-dom
import { expect, it, vi } from "vitest";
import { button } from "../common/button.ts";
import { addToolbar, followTools, relabel } from "../page/toolbar.ts";

const click = (detail: number) => new MouseEvent("click", { bubbles: true, detail });

it("is pressed once by a double click, and by a key", () => {
  const act = vi.fn();
  const made = button("some", "Do it", act, "Do it at once");
  expect([made.type, made.textContent, made.ariaLabel]).toEqual(["button", "Do it", "Do it at once"]);
  for (const detail of [1, 2, 0]) made.dispatchEvent(click(detail));
  expect(act).toHaveBeenCalledTimes(2);
});

it("is no other button for the second click of a double click", async () => {
  const acted: string[] = [];
  window.bookLoader = { address: (name) => name, load: async () => undefined, dress: async () => undefined };
  window.bookLive = {
    act: (_, command) => void acted.push(command),
    reopen: () => undefined,
    textOf: () => undefined,
    check: () => Promise.reject(),
  };
  document.body.innerHTML = '<figure data-block="a/b"><p class="snippet-about"></p></figure>';
  const figure = document.querySelector("figure") as HTMLElement;
  addToolbar(figure);
  followTools();
  const edit = figure.querySelector("[data-command=edit]") as HTMLElement;
  edit.dispatchEvent(click(1));
  relabel(edit, "reset", "Listing 1");
  edit.dispatchEvent(click(2));
  await new Promise((resolve) => setTimeout(resolve));
  expect(acted).toEqual(["edit"]);
});
