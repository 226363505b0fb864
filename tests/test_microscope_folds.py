"""What of the player is folded until it is wanted: instructions, and the frames that are closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.lone_microscopes import served_alone
from tests.players import HOWS, How, Player
from tests.recorded import GENERATORS
from tests.seen import Film, View
from tests.tried import CLOSING, FILM, LEVEL, NewWindow, first_closed, opened
from tests.windows import NARROW, WIDE, call

FOLDED = ".fm-instructions"
CLOSED = ".fm-shelf details"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Pages with nothing but microscopes: the player is the same in them."""
    with served_alone() as address:
        yield address


def fold(player: Player, how: How, selector: str) -> bool:
    """Fold or unfold something; return whether it is open then."""
    player.use(how, f"{selector} > summary")
    assert player.has_focus(f"{selector} > summary")
    return bool(player.ask(selector, "item.open"))


@pytest.mark.parametrize("how", HOWS)
def test_instructions_are_unfolded_and_folded(new_window: NewWindow, site: str, how: How) -> None:
    player = opened(new_window, site, how)
    assert player.shown()["instructions"] is None
    assert fold(player, how, FOLDED)
    assert player.shown()["instructions"] is not None
    assert not fold(player, how, FOLDED)


def test_the_instruction_at_which_the_frame_stands_is_marked_at_every_step(
    new_window: NewWindow, site: str
) -> None:
    film = Film(CLOSING.data)
    player = Player.opened(new_window(), site, CLOSING)
    fold(player, "mouse", FOLDED)
    found = call(player.window, "through", player.id, "line", ["shown"])
    for view, seen in zip(film.views("line"), found, strict=True):
        frame = looked_at(view)
        assert seen["shown"]["instructions"] == instructions(view, frame)


def looked_at(view: View) -> int:
    """Return the frame that runs, or else ran last, of those recorded by instruction."""
    before = reversed(view.film.steps[: view.step.index + 1])
    ran = [step.frame.number for step in before if step.frame.code.by == "opcode"]
    known = [frame.number for frame in view.step.frames if frame.code.by == "opcode"]
    return [*ran, *known, -1][0]


def instructions(view: View, number: int) -> dict[str, Any]:
    """Return what the table has to show of a frame; nothing before there is one."""
    if number == -1:
        return {"of": None, "rows": [], "count": 0}
    frame = view.step.frame_of(number)
    stands = frame.state in ("running", "waiting", "suspended") and frame.instruction
    rows = []
    if stands and frame.instruction:
        offset, name, argument, *_ = frame.instruction
        rows = [[frame.state, str(offset), f"{name} {argument}".strip()]]
    return {
        "of": f"Instructions of {view.film.name(number)}",
        "rows": rows,
        "count": len(frame.code.instructions),
    }


def test_the_reader_chooses_whose_instructions_to_look_at(new_window: NewWindow, site: str) -> None:
    player = opened(new_window, site)
    fold(player, "mouse", FOLDED)
    player.press("mouse", "last")
    view = FILM.views(LEVEL)[-1]
    followed = [frame for frame in view.step.frames if frame.code.by == "opcode"]
    for frame in followed:
        player.focus("select")
        player.window.press(FILM.name(frame.number)[0])
        player.window.press("Enter")
        assert player.ask("select", "item.selectedOptions[0].textContent") == FILM.name(
            frame.number
        )
        assert player.shown()["instructions"] == instructions(view, frame.number)


@pytest.mark.parametrize("how", HOWS)
def test_a_closed_frame_is_opened_to_see_what_its_variables_were(
    new_window: NewWindow, site: str, how: How
) -> None:
    film = Film(CLOSING.data)
    window = new_window(NARROW if how == "touch" else WIDE, has_touch=how == "touch")
    at = first_closed(film)
    player = Player.opened(window, site, CLOSING, f"#{CLOSING.id}.{at}")
    player.check(film.view(LEVEL, at or 0))
    assert not player.ask(f"{CLOSED} dl", "item.checkVisibility()")
    assert fold(player, how, CLOSED)
    assert player.ask(f"{CLOSED} dl", "item.checkVisibility()")
    # It stays open, and the focus with it, while the reader goes on.
    player.window.press("ArrowRight")
    player.check(film.view(LEVEL, film.after(LEVEL, at or 0)))
    assert player.ask(CLOSED, "item.open")
    assert player.has_focus(f"{CLOSED} > summary")
    # Where it is not closed yet it can't be open, and the focus goes to the player.
    player.window.press("ArrowLeft")
    player.window.press("ArrowLeft")
    assert player.window.run("document.activeElement.closest('.fm-player') !== null")


def test_every_generator_that_is_closed_can_still_be_looked_at() -> None:
    for view in Film(CLOSING.data).views("instruction"):
        kinds = {frame.kind for frame in view.step.frames if frame.state == "closed"}
        if kinds & set(GENERATORS) and not view.way:
            assert view.shown()["closed"]
