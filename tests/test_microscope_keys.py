"""The keys of the player count in it and nowhere else, and take no key that is needed there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.lone_microscopes import served_alone
from tests.players import Player
from tests.tried import BETWEEN, FILM, FIRST, SECOND, NewWindow, opened

#: Where each key leads from a step that is seen by line.
KEYS: dict[str, Callable[[int], int]] = {
    "ArrowRight": lambda index: FILM.after("line", index),
    "ArrowLeft": lambda index: FILM.before("line", index),
    "t": lambda index: FILM.after("transfer", index),
    "l": lambda index: FILM.after("line", index),
    "Shift+ArrowRight": lambda index: FILM.after("transfer", index),
    "Shift+ArrowLeft": lambda index: FILM.before("transfer", index),
}


#: Notes which keys the player has taken, and takes all others from the browser.
LISTEN = """(window.taken = [], document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) taken.push(event.key);
    event.preventDefault();
}), null)"""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Pages with nothing but microscopes: the player is the same in them."""
    with served_alone() as address:
        yield address


@pytest.fixture
def player(new_window: NewWindow, site: str) -> Player:
    """The first microscope, by line, with the focus on a button."""
    player = opened(new_window, site, at=BETWEEN)
    player.focus("[data-command=next]")
    return player


def test_keys_go_through_the_recording_while_the_focus_is_in_the_player(player: Player) -> None:
    index = BETWEEN
    for key in [*KEYS, *KEYS]:
        view = FILM.view(player.shown()["level"], KEYS[key](index))
        index = view.step.index
        player.window.press(key)
        player.check(view)
        assert player.has_focus("[data-command=next]")


def test_p_plays_and_pauses(player: Player) -> None:
    for text in ("Pause", "Play"):
        player.window.press("p")
        assert player.ask("[data-command=play]", "item.textContent") == text


def test_keys_with_a_modifier_belong_to_the_browser(player: Player) -> None:
    player.window.run(LISTEN)
    for held in ("Control", "Alt", "Meta"):
        for key in ("t", "l", "p", "ArrowRight", "ArrowLeft"):
            player.window.press(f"{held}+{key}")
    player.check(FILM.view("line", BETWEEN))
    assert player.window.run("taken") == []


def test_the_page_keeps_its_own_keys(player: Player) -> None:
    player.window.run(LISTEN)
    for key in ("Home", "End", "PageDown", "PageUp", "ArrowDown", "ArrowUp", "/", "Escape", "a"):
        player.window.press(key)
    player.check(FILM.view("line", BETWEEN))
    assert player.window.run("taken") == []


def test_keys_outside_of_the_player_are_none_of_its(player: Player) -> None:
    player.window.run("document.activeElement.blur()")
    for key in KEYS:
        player.window.press(key)
    player.check(FILM.view("line", BETWEEN))


def test_a_field_keeps_the_keys_that_it_uses(player: Player) -> None:
    player.use("mouse", ".fm-instructions > summary")
    player.focus("select")
    for key in ("t", "l", "p", "ArrowRight", "ArrowLeft"):
        player.window.press(key)
    assert player.ask("[data-command=play]", "item.textContent") == "Play"
    player.check(FILM.view("line", BETWEEN))


def test_keys_reach_the_player_that_has_the_focus_and_no_other(player: Player) -> None:
    other = Player(player.window, SECOND.id)
    before = other.shown()
    player.window.press("ArrowRight")
    assert other.shown() == before
    other.focus("[data-command=next]")
    player.window.press("ArrowRight")
    player.check(FILM.view("line", KEYS["ArrowRight"](BETWEEN)))
    assert other.shown()["slider"][0] == "1"


def test_tab_reaches_every_control_once_and_leaves_the_player(player: Player) -> None:
    player.use("mouse", ".fm-instructions > summary")
    player.focus(".fm-source [tabindex='0']")
    reached = []
    inside = f"document.activeElement.closest('#{FIRST.id} .fm-player') !== null"
    while player.window.run(inside):
        reached.append(player.window.run(NAME))
        player.window.press("Tab")
        assert len(reached) < 40
    expected = [
        *("line", "range", "first", "back", "next", "last", "play", "line", "transfer"),
        *("radio", "copy", "output", "summary", "select", "table"),
    ]
    assert [name for name in reached if name != "lines"] == expected


#: What the element with the focus is.
NAME = """((item) => {
    if (item.dataset.command) return item.dataset.command;
    if (item.dataset.line) return "line";
    if (item.localName === "input") return item.type;
    return item.className.replace(/^fm-/, "") || item.localName;
})(document.activeElement)"""


def test_every_control_keeps_the_focus_when_it_is_used(player: Player) -> None:
    for command in (
        "next",
        "back",
        "last",
        "next",
        "first",
        "back",
        "line",
        "transfer",
        "play",
        "copy",
    ):
        player.press("keyboard", command)
        assert player.has_focus(f"[data-command={command}]")
    for level in ("transfer", "line", "instruction"):
        player.use("keyboard", f"input[value={level}]", " ")
        assert player.has_focus(f"input[value={level}]")
    assert player.shown()["level"] == "instruction"


def test_the_focus_is_seen(player: Player) -> None:
    player.focus(".fm-source [tabindex='0']")
    player.window.press("ArrowDown")
    for _ in range(12):
        style = player.window.run(
            "(({ outlineStyle, outlineWidth }) => [outlineStyle, parseFloat(outlineWidth)])"
            "(getComputedStyle(document.activeElement))"
        )
        assert style[0] != "none" and style[1] >= 1, player.window.run(NAME)
        player.window.press("Tab")
