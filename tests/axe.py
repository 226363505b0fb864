"""What axe finds in a page: barriers for those who read by ear, by keyboard or with weak sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Those that look at colours, and may find something else in the dark; the others can't.
COLOURS = ["color-contrast", "link-in-text-block"]
#: Those that may find something else where a page is narrower: the others look at what it says.
LOOKS = [*COLOURS, "target-size", "scrollable-region-focusable"]
#: Only faults are reported, and nothing is loaded anew: that is for pages that play sounds.
_BRIEFLY = {"resultTypes": ["violations"], "preload": False}
#: Leaves one of each kind of token in each listing, and makes text of the others.
_ONE_OF_EACH_TOKEN = """
const spare = [...document.querySelectorAll("pre")].flatMap(listing => {
  const seen = new Set();
  return [...listing.querySelectorAll("span:not(:has(*))")].filter(token => {
    const { color, backgroundColor, opacity } = getComputedStyle(token);
    const names = `${token.className} in ${token.parentElement.className}`;
    const kind = [names, color, backgroundColor, opacity].join();
    return seen.has(kind) || !seen.add(kind);
  });
});
for (const token of spare) token.replaceWith(token.textContent);
"""
_CONTRAST = "color-contrast"
#: Finds three elements with text for each look, or all if there are fewer, and all fields: axe
#: asks what lies behind each, and a chapter has thousands. How each looks, and in what it stands,
#: is asked here.
_SOME_OF_EACH_LOOK = """
within => {
  const grounds = new Map();
  const ground = element => {
    if (!element) return "";
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
      const own = `${backgroundColor} ${backgroundImage} ${opacity};`;
      const below = ground(element.parentElement);
      grounds.set(element, own === "rgba(0, 0, 0, 0) none 1;" ? below : below + own);
    }
    return grounds.get(element);
  };
  const looks = new Map();
  const root = document.querySelector(within);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: element, data } = texts.currentNode;
    if (!data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const isAsked = !element.closest(":disabled, [aria-disabled=true], [aria-hidden=true]");
    const look = [ground(element), color, fontSize, fontWeight, textShadow, isAsked].join();
    const some = looks.get(look) ?? [];
    if (!some.includes(element)) looks.set(look, [...some.slice(0, 2), element]);
  }
  return [...looks.values(), ...root.querySelectorAll("input, select, textarea")].flat();
}
"""
#: Runs axe, for contrast on what stands for the rest.
_RUN = f"""
async ([within, options]) => {{
  const seen = ({_SOME_OF_EACH_LOOK})(within);
  for (const element of seen) element.setAttribute("data-look", "");
  axe.configure({{ rules: [{{ id: "{_CONTRAST}", selector: "[data-look]" }}] }});
  const {{ violations }} = await axe.run(document.querySelector(within), options);
  for (const element of seen) element.removeAttribute("data-look");
  return violations;
}}
"""
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def spare_tokens(page: Page) -> None:
    """Take the tokens from a page that look like what stands there already: it has thousands."""
    page.evaluate(f"(() => {{ {_ONE_OF_EACH_TOKEN} }})()")


def faults(page: Page, within: str = ":root", rules: Sequence[str] = RULES) -> list[str]:
    """Return what axe finds in a part of the page as it stands, a line for each rule and place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    options = {"runOnly": list(rules), **_BRIEFLY}
    found: list[dict[str, Any]] = page.evaluate(_RUN, [within, options])
    return [
        f"{item['id']}: {node['html'][:200]} {node['failureSummary']}"
        for item in found
        for node in item["nodes"]
    ]
