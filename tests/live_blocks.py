"""A block of the book in a window: what a reader does with it, and what it says then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.windows import Window, wait

#: In seconds: a first start of the interpreter, on a machine that does much else.
PATIENCE = 120


class LiveBlock:
    """A block of the page that is open in a window."""

    def __init__(self, window: Window, key: str) -> None:
        self.window = window
        self._figure = f"figure[data-block={json.dumps(key)}]"

    def __call__(self, selector: str) -> str:
        """Return the expression of JavaScript for a part of the block."""
        return f"document.querySelector({json.dumps(f'{self._figure} {selector}')})"

    def ask(self, selector: str, expression: str) -> Any:
        """Return what an expression gives for a part, which it calls `item`."""
        return self.window.run(f"(item => {expression})({self(selector)})")

    def press(self, command: str) -> None:
        self.ask(f"[data-command={command}]", "item.click()")

    def edit(self, text: str) -> None:
        """Write `text` into the editor in the place of what is there."""
        field = self("textarea")
        if self.window.run(f"{field} === null"):
            self.press("edit")
        wait(self.window, f"{field} !== null", PATIENCE)
        typed = f"document.execCommand('insertText', false, {json.dumps(text)})"
        self.window.run(f"({field}.focus(), {field}.select(), {typed})")

    def run(self) -> str:
        """Run the block to its end; return of what kind that was."""
        self.ask(".live-status", "item && delete item.dataset.kind")  # of the run before
        self.press("run")
        return self.settled()

    def settled(self) -> str:
        """Wait for the end of a run; return of what kind it was."""
        wait(self.window, f"{self('.live-status')}?.dataset.kind", PATIENCE)
        return str(self.ask(".live-status", "item.dataset.kind"))

    @property
    def said(self) -> str:
        return str(self.ask(".live-status", "item.textContent"))

    @property
    def printed(self) -> str:
        """Return what an edited session printed, with what was typed."""
        return str(self.ask(".live-echo pre, .snippet-output pre", "item?.textContent ?? ''"))


@contextmanager
def forgotten(window: Window) -> Iterator[None]:
    """Forget afterwards what the window has kept of edits."""
    yield
    window.run("localStorage.clear()")
