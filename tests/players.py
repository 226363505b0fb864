"""A player of a recording in a page: what a reader does with it, and what it shows then."""

from __future__ import annotations

import json
from typing import Any, Literal

from tests.book_films import Microscope
from tests.seen import View
from tests.windows import Window, call, middle, wait

Json = dict[str, Any]
How = Literal["mouse", "keyboard", "touch"]
HOWS: tuple[How, ...] = ("mouse", "keyboard", "touch")


class Player:
    """The player of a microscope in the page that is open in a window."""

    def __init__(self, window: Window, id: str) -> None:  # noqa: A002  (its name there)
        self.window = window
        self.id = id

    @classmethod
    def opened(cls, window: Window, site: str, microscope: Microscope, at: str = "") -> Player:
        window.open(f"{site}{microscope.page}{at}")
        player = cls(window, microscope.id)
        player.settle()
        return player

    def settle(self) -> None:
        """Bring it near, which loads the player, and wait until its timeline is drawn.

        The timeline comes after the first step.
        """
        near = f"document.getElementById({json.dumps(self.id)})"
        self.window.run(f"{near}.querySelector('.fm-player') ? 0 : {near}.scrollIntoView()")
        wait(self.window, f"document.querySelector({self('.fm-cursor')!r}) !== null")

    def __call__(self, selector: str) -> str:
        """Return the selector of a part of the player."""
        return f"#{self.id} .fm-player {selector}"

    def ask(self, selector: str, expression: str) -> Any:
        """Return what an expression gives for a part, which it calls `item`."""
        return self.window.run(
            f"(item => {expression})(document.querySelector({json.dumps(self(selector))}))"
        )

    def shown(self) -> Json:
        found: Json = call(self.window, "shown", self.id)
        return in_order(found)

    def check(self, view: View) -> None:
        """Compare what is shown with the recording."""
        check(self.shown(), view)

    def focus(self, selector: str) -> None:
        self.ask(selector, "item.focus()")

    def has_focus(self, selector: str) -> bool:
        return bool(self.ask(selector, "item === document.activeElement"))

    def use(self, how: How, selector: str, key: str = "Enter") -> None:
        """Use a control: click it, tap it, or press a key while it has the focus."""
        if how == "keyboard":
            self.focus(selector)
            self.window.press(key)
        else:
            self._point(how, *middle(self.window, self(selector)))

    def press(self, how: How, command: str) -> None:
        """Press one of the buttons."""
        self.use(how, f"[data-command={command}]")

    def use_at(self, how: How, selector: str, x: float) -> None:
        """Click or tap a part at some x of the page, in the middle of its height."""
        self._point(how, x, middle(self.window, self(selector))[1])

    def _point(self, how: How, x: float, y: float) -> None:
        (self.window.tap if how == "touch" else self.window.click)(x, y)

    def place(self, position: int, count: int) -> float:
        """Return the x of a step on the timeline and on the slider below it."""
        first, last = self.places
        return first + (last - first) * position / (count - 1)

    @property
    def places(self) -> tuple[float, float]:
        """Return the x of the first and of the last step: there is the middle of the thumb."""
        left, right = call(self.window, "timeline", self.id)["slider"]
        return left + THUMB / 2, right - THUMB / 2


#: How wide the thumb of the slider is.
THUMB = 18


def in_order(shown: Json) -> Json:
    """Return what is shown; of what stands side by side, the order does not count."""
    return {
        **shown,
        "spent": sorted(shown["spent"]),
        "aside": sorted(shown["aside"], key=_name),
        "closed": sorted(shown["closed"], key=_name),
    }


def _name(frame: Json) -> str:
    return str(frame["name"])


def check(shown: Json, view: View) -> None:
    """Compare what is shown with the recording."""
    expected = view.shown()
    lines = expected.pop("lines")
    assert {key: shown[key] for key in expected} == expected
    check_lines(shown["lines"], lines)
    check_links(shown, view)


def check_lines(shown: list[Json], expected: list[Json]) -> None:
    """The lines are marked at which frames stand, and in them what waits, arrives or runs."""
    assert [line["at"] for line in shown] == [line["at"] for line in expected]
    for line, wanted in zip(shown, expected, strict=True):
        assert line["word"] == line["look"] == wanted["word"]
        if wanted["frames"] == 1:
            assert line["parts"] == wanted["parts"]


def check_links(shown: Json, view: View) -> None:
    """What is in flight has its name and goes to where it goes; who waits, waits for someone."""
    labels = [(link["label"], link["isLive"]) for link in shown["links"] if link["label"]]
    still = [label for label, is_live in labels if not is_live]
    assert [label for label, is_live in labels if is_live] == view.flight()
    assert [label for label in still if label[0] == "`"] == view.delegations()
    assert [label.split()[0] for label in still if label[0] != "`"] == view.standing()
    heads = {head for link in shown["links"] for head in link["heads"]}
    assert heads <= {view.direction(shown["order"])}
