"""A window of a browser, driven by mouse, keyboard and touch: the same for Chromium and Firefox."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypedDict

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHOWN = Path(__file__).with_name("shown.js").read_text(encoding="utf-8")
DRIVER = Path(__file__).with_name("firefox.mjs")

#: No browser of these tests lives longer, whatever happens, in seconds.
LIFE = 1800


class Size(TypedDict):
    width: int
    height: int


WIDE = Size(width=1366, height=900)
NARROW = Size(width=360, height=740)


class Window(Protocol):
    """What a reader does in a window."""

    def open(self, address: str) -> None: ...

    def run(self, expression: str) -> Any:
        """Return what an expression of JavaScript gives, as JSON can hold it."""

    def click(self, x: float, y: float) -> None: ...

    def tap(self, x: float, y: float) -> None: ...

    def press(self, keys: str) -> None: ...


def wait(window: Window, condition: str, seconds: float = 20) -> None:
    """Wait until a condition, an expression of JavaScript, holds in the window."""
    end = time.monotonic() + seconds
    while not window.run(condition):
        assert time.monotonic() < end, f"it has never become true: {condition}"
        time.sleep(0.05)


def call(window: Window, function: str, *arguments: Any) -> Any:
    """Return what a function of tests/shown.js finds in the window."""
    if not window.run("'microscope' in window"):
        window.run(f"(() => {{ {SHOWN} }})()")
    return window.run(f"microscope.{function}({', '.join(map(json.dumps, arguments))})")


#: The middle of an element that is brought into sight, and whether a finger there meets it.
MIDDLE = """(item => {
    item.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = item.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    return { x, y, isMet: item.contains(document.elementFromPoint(x, y)) };
})"""


def middle(window: Window, selector: str) -> tuple[float, float]:
    """Bring an element into sight, and return its middle; nothing may lie over it."""
    found = window.run(f"{MIDDLE}(document.querySelector({json.dumps(selector)}))")
    assert found["isMet"], f"something lies over {selector}"
    return found["x"], found["y"]


def settled_middle(window: Window, selector: str) -> tuple[float, float]:
    """Return the middle of an element once it stays where it is.

    A microscope that comes near is upgraded, which moves what is below it.
    """
    before = middle(window, selector)
    for _ in range(50):
        time.sleep(0.1)
        now = middle(window, selector)
        if now == before:
            break
        before = now
    return before


def _as_text(expression: str) -> str:
    """Return an expression that gives as JSON what another one gives, now or later."""
    return f"(async () => JSON.stringify(await ({expression})))()"


def _parsed(text: str | None) -> Any:
    return None if text is None else json.loads(text)


class Chromium:
    """A page of Playwright."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        # From elsewhere, so that another fragment of the same page loads it anew.
        if self.page.url != "about:blank":
            self.page.goto("about:blank")
        self.page.goto(address)

    def run(self, expression: str) -> Any:
        # As one text: Playwright looks at each part of what it hands over, which takes far longer.
        return _parsed(self.page.evaluate(_as_text(expression)))

    def click(self, x: float, y: float) -> None:
        self.page.mouse.click(x, y)

    def tap(self, x: float, y: float) -> None:
        self.page.touchscreen.tap(x, y)

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)


class Firefox:
    """A Firefox, driven by tests/firefox.mjs; it has one window."""

    def __init__(self, executable: str) -> None:
        self._process = subprocess.Popen(
            ["node", str(DRIVER), executable, str(LIFE)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def resize(self, size: Size) -> None:
        self._do("resize", **size)

    def open(self, address: str) -> None:
        self._do("open", address=address)

    def run(self, expression: str) -> Any:
        return _parsed(self._do("evaluate", expression=_as_text(expression)))

    def click(self, x: float, y: float) -> None:
        self._do("click", x=x, y=y)

    def tap(self, x: float, y: float) -> None:
        self._do("tap", x=x, y=y)

    def press(self, keys: str) -> None:
        self._do("press", keys=keys)

    def close(self) -> None:
        """End the browser; by force, if it does not end by itself."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process.stdout.close()

    def _do(self, command: str, **details: Any) -> Any:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"command": command, **details}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "Firefox has gone away"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["value"]
