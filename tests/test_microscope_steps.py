"""At every step of every microscope of the book, the player shows what the recording says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.book_films import Microscope, microscopes
from tests.lone_microscopes import served_alone
from tests.players import Player, check, in_order
from tests.recorded import LEVELS
from tests.seen import Film, View
from tests.windows import Window, call

Json = dict[str, Any]

ALL = [pytest.param(one, id=one.id) for one in microscopes().values()]

#: Those in which several generators of one function wait at the same line.
CROWDED = {
    one.id
    for one in microscopes().values()
    if any(label.endswith(" #2") for label in one.data["labels"])
}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Pages with nothing but microscopes: the player is the same in them."""
    with served_alone() as address:
        yield address


@pytest.mark.parametrize("microscope", ALL)
def test_every_step_by_each_level_is_shown_as_it_was_recorded(
    new_window: Callable[..., Window], site: str, microscope: Microscope
) -> None:
    """And on the way back each looks as it did on the way there."""
    film = Film(microscope.data)
    window = new_window()
    player = Player.opened(window, site, microscope)
    asked = window.run(f"document.querySelector('#{player.id} [level]').getAttribute('level')")
    player.check(film.view(asked, 0))
    for level in LEVELS:
        found = call(window, "through", microscope.id, level, ["shown", "timeline"])
        views = film.views(level)
        for view, seen in zip(views, found, strict=True):
            check(in_order(seen["shown"]), view)
            check_cursor(seen["timeline"], view, len(views))
        check_lanes(found[0]["timeline"], views)
        if level == "transfer":
            assert call(window, "back", microscope.id) == [seen["shown"] for seen in found]
        if microscope.id in CROWDED:
            check_parts(found, views)


def check_parts(found: list[Json], views: list[View]) -> None:
    """Where several frames stand at one expression, it is marked for the one that runs."""
    for view, seen in zip(views, found, strict=True):
        expected = [line["parts"] for line in view.shown()["lines"]]
        assert [line["parts"] for line in seen["shown"]["lines"]] == expected


def check_cursor(seen: Json, view: View, count: int) -> None:
    """The cursor stands over the thumb of the slider; the value in flight has a label there."""
    assert seen["cursor"] == pytest.approx(x_of(seen, view.position, count), abs=1)
    label = seen["label"]
    if label is not None:
        value = view.flight()[0].partition(" ")[2].strip("`")
        assert value.startswith(label.rstrip("…"))


def x_of(seen: Json, position: float, count: int) -> float:
    left, right = seen["slider"]
    return float(left + 9 + (right - left - 18) * position / (count - 1))


def check_lanes(seen: Json, views: list[View]) -> None:
    """Each frame has its lane, drawn as its states; each transfer goes from lane to lane."""
    film = views[0].film
    lanes = lanes_of(seen, film)
    for view in views[:-1]:
        middle = x_of(seen, view.position + 0.5, len(views))
        for frame in view.step.frames:
            drawn = drawn_at(seen, lanes[frame.number], middle)
            assert drawn == [frame.state] * (frame.state != "closed"), (view.position, frame)
    check_arrows(seen, views, lanes)


def lanes_of(seen: Json, film: Film) -> dict[int, float]:
    """Return the height of each frame's lane; each call of a function has one of the same name."""
    names = {number: film.name(number) for number in film.frames}
    assert sorted(lane["name"] for lane in seen["lanes"]) == sorted(names.values())
    heights: dict[str, list[float]] = {}
    for lane in seen["lanes"]:
        heights.setdefault(lane["name"], []).append(lane["y"])
    return {number: heights[name].pop(0) for number, name in sorted(names.items())}


def drawn_at(seen: Json, y: float, x: float) -> list[str]:
    return [
        stretch["state"]
        for stretch in seen["stretches"]
        if stretch["to"] is not None and stretch["y"] == y and stretch["from"] < x < stretch["to"]
    ]


def check_arrows(seen: Json, views: list[View], lanes: dict[int, float]) -> None:
    expected = [view for view in views if view.flight() and not is_passing(view)]
    assert len(seen["arrows"]) == len(expected)
    for view, arrow in zip(expected, seen["arrows"], strict=True):
        start, end = (lanes[view.way[at]] for at in (0, -1))
        assert arrow["x"] == pytest.approx(x_of(seen, view.position, len(views)), abs=1)
        assert arrow["y"] == pytest.approx(end, abs=3)
        assert arrow["goes"] == ("down" if end > start else "up")


def is_passing(view: View) -> bool:
    """Return whether it is one link of a way that another step tells as a whole."""
    return view.step.transfer is not None and view.step.transfer.passing
