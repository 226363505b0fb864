// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { copy } from "../common/clipboard.ts";
import { addToolbar, followTools } from "../page/toolbar.ts";

const write = vi.fn<(text: string) => Promise<void>>();
const command = vi.fn<() => boolean>();

beforeEach(() => {
  vi.useFakeTimers();
  write.mockReset().mockResolvedValue();
  command.mockReset().mockReturnValue(false);
  Object.defineProperty(navigator, "clipboard", { value: { writeText: write }, configurable: true });
  document.execCommand = command;
});

afterEach(() => {
  vi.useRealTimers();
});

it("goes the older way where the newer one is forbidden, and says whether that one did it", async () => {
  expect(await copy("a")).toBe(true);
  write.mockRejectedValue(new Error("forbidden"));
  expect(await copy("a")).toBe(false);
  command.mockReturnValue(true);
  expect(await copy("a")).toBe(true);
});

it("is said, also to those who hear the button, until it can be done again", async () => {
  document.body.innerHTML =
    '<figure data-block="a/b"><p class="snippet-about"></p><pre>a = 1\n</pre></figure>';
  addToolbar(document.querySelector("figure") as HTMLElement);
  followTools();
  const tool = document.querySelector("[data-command=copy]") as HTMLElement;
  const press = async () => {
    tool.click();
    await vi.advanceTimersByTimeAsync(0);
    return [tool.textContent, tool.ariaLabel];
  };
  expect(await press()).toEqual(["Copied", "Copied: the code"]);
  await vi.runAllTimersAsync();
  expect([tool.textContent, tool.ariaLabel]).toEqual(["Copy", "Copy the code"]);
  write.mockRejectedValue(new Error("forbidden"));
  expect(await press()).toEqual(["Not copied", "Not copied: the code"]);
});
