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
#: Leaves one of each kind of token in each listing, and one code in the text of each kind of place;
#: makes text of the others.
_ONE_OF_EACH = """
for (const listing of document.querySelectorAll("pre")) {
  const seen = new Set();
  for (const token of listing.querySelectorAll("span:not(:has(*))")) {
    const kind = `${token.className} in ${token.parentElement.className}`;
    if (seen.has(kind)) token.replaceWith(token.textContent);
    seen.add(kind);
  }
}
const seen = new Set();
for (const code of document.querySelectorAll("article code.literal:not(a *)")) {
  let kind = "";
  for (let at = code; at.localName !== "article"; at = at.parentElement)
    kind += ` ${at.localName}.${at.className}`;
  if (seen.has(kind)) code.replaceWith(code.textContent);
  seen.add(kind);
}
"""
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def spare_tokens(page: Page) -> None:
    """Take the code from a page that looks like what stands there already.

    A chapter has thousands of tokens and hundreds of names; axe looks for what lies behind each.
    """
    page.evaluate(f"(() => {{ {_ONE_OF_EACH} }})()")


def faults(page: Page, within: str = ":root", rules: Sequence[str] = RULES) -> list[str]:
    """Return what axe finds in a part of the page as it stands, a line for each rule and place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    options = {"runOnly": list(rules), **_BRIEFLY}
    found: list[dict[str, Any]] = page.evaluate(
        "async ([within, options]) =>"
        " (await axe.run(document.querySelector(within), options)).violations",
        [within, options],
    )
    return [
        f"{item['id']}: {node['html'][:200]} {node['failureSummary']}"
        for item in found
        for node in item["nodes"]
    ]
