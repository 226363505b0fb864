"""A block is recorded as it stands, and opened in the microscope under it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.live_blocks import LiveBlock
from tests.windows import WIDE, Window

NewWindow = Callable[..., Window]

PAGE = "send.html"
SESSION = "send-end-of-a-conversation"
BEFORE = "send-bill"

FILM = "document.querySelector('.live-film')"


@pytest.fixture
def window(new_window: NewWindow, site: str) -> Window:
    made = new_window(WIDE)
    made.open(site + PAGE)
    return made


@pytest.fixture
def alone(chromium_window: NewWindow, site: str) -> Window:
    made = chromium_window(WIDE)
    made.open(f"{site}404.html")  # the shortest
    made.run("localStorage.clear()")
    made.open(site + PAGE)
    return made


def stepped(window: Window, text: str) -> LiveBlock:
    """Step through a changed block."""
    block = LiveBlock(window, SESSION)
    block.write(text)
    block.press("step")
    return block


def film(window: Window) -> str:
    return str(window.run(f"{FILM}.querySelector('.fm-source').innerText"))


def opens(block: LiveBlock) -> None:
    """Wait until the player has the focus, under the block."""
    block.wait_for("", f"item.nextElementSibling?.contains(document.activeElement)"
                       f" && {FILM}.querySelector('.fm-cursor') !== null")  # fmt: skip


def test_a_block_is_stepped_as_the_reader_changed_it(window: Window) -> None:
    block = stepped(window, "def two():\n    yield 'one more'\n\nlist(two())")
    opens(block)
    assert "yield 'one more'" in film(window)
    assert "list(two())" in film(window)
    block.press("reset")
    block.wait_for("", f"{FILM} === null")


def test_a_block_of_the_book_is_stepped_with_what_it_continues(alone: Window) -> None:
    block = LiveBlock(alone, SESSION)
    block.press("step")
    opens(block)
    assert "def bill()" in film(alone)


def test_another_step_takes_the_place_of_the_first(alone: Window) -> None:
    block = stepped(alone, "a = 1")
    opens(block)
    block = stepped(alone, "b = 2")
    block.wait_for("", f"{FILM}?.querySelector('.fm-source')?.innerText.includes('b = 2')")
    assert alone.run("document.querySelectorAll('.live-film').length") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [("a = 1\nb = = 2", "Line 2: "), ("import sys\nsys.exit()", "")],
)
def test_what_can_not_be_recorded_is_said(alone: Window, text: str, said: str) -> None:
    block = stepped(alone, text)
    block.wait_for(".live-status", "['problem', ''].includes(item.dataset.kind)")
    assert said in block.status.text
    assert block.ran("1 + 1").kind == "changed"


def test_a_run_without_end_is_recorded_as_far_as_it_can_be_looked_at(alone: Window) -> None:
    block = stepped(alone, "a = 0\nwhile True:\n    a += 1")
    opens(block)


def test_a_recording_is_stopped(alone: Window) -> None:
    LiveBlock(alone, BEFORE).write("def bill():\n    yield\nwhile True: pass")
    block = LiveBlock(alone, SESSION)
    block.press("step")
    block.wait_for("[data-command=stop]")
    block.press("stop")
    assert block.settled().kind == "stopped"
    assert alone.run(f"{FILM} === null")
    LiveBlock(alone, BEFORE).press("reset")
