"""An exercise in a page: what a reader writes into it, and what is said of it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from snippets.blocks import Block
from snippets.corpus import Corpus
from tests.live_blocks import PATIENCE
from tests.windows import Chromium, wait

#: How a check ends.
SETTLED = ["passed", "failed", "stopped", "problem"]


class Exercise:
    """An exercise of a page that is open."""

    def __init__(self, page: Page, anchor: str) -> None:
        self.window = Chromium(page)
        self.place = page.locator(anchor)
        self.line = f"document.querySelector('{anchor} .exercise-verdict')"
        self.button = self.place.locator(".exercise-check")
        self.verdict = self.place.locator(".exercise-verdict")

    def write(self, text: str) -> None:
        """Write another text into the editor, which is open."""
        self.place.locator("textarea").fill(text)

    def check(self, text: str | None = None) -> Locator:
        """Check a text, or what stands there; return what is said of it."""
        if text is not None and not self.place.locator("textarea").count():
            self.place.locator("figure[data-block$=_start]").get_by_text("Edit", exact=True).click()
        if text is not None:
            self.write(text)
        # What was said of an earlier check is of no account.
        self.window.run(f"{self.line} && ({self.line}.dataset.kind = 'pressed')")
        self.button.click()
        self.said()
        return self.verdict

    def said(self) -> str:
        """Wait for what is said of a check; return of what kind it is.

        What Playwright expects of a line that is still empty has it look through the whole page,
        again and again, for what it would tell of a failure.
        """
        wait(self.window, f"{SETTLED}.includes({self.line}?.dataset.kind)", PATIENCE)
        return self.verdict.get_attribute("data-kind") or ""


def exercises() -> dict[str, list[Block]]:
    """Return the solutions of all exercises of the book, by chapter."""
    corpus = Corpus.load()
    found: dict[str, list[Block]] = {}
    for checks in corpus.blocks.values():
        if checks.needs.refutes:
            solution = corpus.blocks[checks.key.removesuffix("_checks")]
            found.setdefault(checks.chapter, []).append(solution)
    return found
