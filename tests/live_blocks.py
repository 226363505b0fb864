"""A block in a page that runs Python: what a reader does with it, and what it shows then."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from tests.windows import Window, settled_middle, wait

#: In seconds: a first start of Python, on a machine that has much else to do.
PATIENCE = 180

#: What a block ends with; until then it is "busy".
SETTLED = ["same", "differs", "changed", "stopped", "problem"]

#: A page may move between the look for a button and the click on it; a reader then clicks again.
TRIES = 5

#: The second click of a double click presses nothing.
LISTEN = """(window.wasPressed = false,
    item.addEventListener("click", ({ detail }) => { window.wasPressed ||= detail < 2; }), 0)"""

WRITE = """((area, text) => {
    area.focus();
    area.select();
    document.execCommand("insertText", false, text);
})"""


class Status(NamedTuple):
    kind: str
    text: str


class LiveBlock:
    """A block of the page that is open in a window."""

    def __init__(self, window: Window, id: str) -> None:  # noqa: A002  (its name there)
        self.window = window
        self.id = id

    def __call__(self, selector: str) -> str:
        return f"#{self.id} {selector}"

    def ask(self, selector: str, expression: str) -> Any:
        """Return what an expression gives for a part, which it calls `item`."""
        return self.window.run(
            f"(item => {expression})(document.querySelector({json.dumps(self(selector))}))"
        )

    def has(self, selector: str) -> bool:
        return bool(self.ask(selector, "item !== null && item.checkVisibility()"))

    def wait_for(self, selector: str, expression: str = "item !== null") -> None:
        query = f"document.querySelector({json.dumps(self(selector))})"
        wait(self.window, f"(item => {expression})({query})", PATIENCE)

    def press(self, command: str) -> None:
        """Click one of the buttons; what is said of an earlier run is then of no account."""
        self.ask(".live-status", "item && (item.dataset.kind = 'pressed')")
        button = f"[data-command={command}]"
        self.ask(button, LISTEN)
        for _ in range(TRIES):
            self.window.click(*settled_middle(self.window, self(button)))
            if self.window.run("window.wasPressed"):
                return
        raise AssertionError(f"{command} of {self.id} was never met")

    @property
    def status(self) -> Status:
        found = self.ask(".live-status", "[item.dataset.kind, item.innerText.trim()]")
        return Status(*found)

    def settled(self) -> Status:
        """Wait until it is done; return what is said of it."""
        self.wait_for(".live-status", f"{SETTLED}.includes(item?.dataset.kind)")
        return self.status

    def ran(self, text: str | None = None) -> Status:
        """Run the block, with another text if one is given; return what is said of it."""
        if text is not None:
            self.write(text)
        self.press("run")
        return self.settled()

    def edit(self) -> None:
        """Open its editor."""
        self.press("edit")
        self.wait_for(".live-editor textarea", "item === document.activeElement")

    def write(self, text: str) -> None:
        """Write another text into its editor."""
        if not self.has(".live-editor"):
            self.edit()
        area = f"document.querySelector({json.dumps(self('textarea'))})"
        self.window.run(f"{WRITE}({area}, {json.dumps(text)})")
        self.wait_for("textarea", f"item.value === {json.dumps(text)}")

    @property
    def written(self) -> str:
        """What its editor holds."""
        return str(self.ask("textarea", "item.value"))

    @property
    def printed(self) -> str:
        """What is shown under its editor."""
        found = ".live-echo pre, .snippet-output pre, .live-stream"
        return str(self.ask(f":is({found})", "item.textContent"))

    def is_marked(self) -> bool:
        return bool(
            self.window.run(f"document.getElementById('{self.id}').matches('[data-changed]')")
        )

    def has_focus(self, selector: str) -> bool:
        return bool(self.ask(selector, "item === document.activeElement"))


@contextmanager
def forgotten(window: Window) -> Iterator[None]:
    """Forget afterwards what the window has kept of edits."""
    yield
    window.run("localStorage.clear()")
