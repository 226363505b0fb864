"""The player can be used by everyone: by ear, without colours, on a telephone, without motion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.axe import COLOURS, faults
from tests.book_films import Microscope
from tests.lone_microscopes import served_alone
from tests.players import Player
from tests.seen import Film
from tests.tried import ALL, CLOSING, FILM, FIRST, LEVEL, first_closed
from tests.windows import NARROW, WIDE, Chromium, Size, call, middle

SIZES = (WIDE, NARROW)
EVERY = [pytest.param(one, id=one.id) for one in ALL]


@pytest.fixture
def page(tab: Page) -> Page:
    return tab


@pytest.fixture(scope="module")
def lone() -> Iterator[str]:
    """Pages with nothing but microscopes: the player is the same in them."""
    with served_alone() as address:
        yield address


def opened(
    page: Page, site: str, microscope: Microscope, size: Size = WIDE, at: str = ""
) -> Player:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    return Player.opened(Chromium(page), site, microscope, at)


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_nobody_is_shut_out_in_any_state(page: Page, lone: str, size: Size) -> None:
    film = Film(CLOSING.data)
    # High enough for all of it: what sticks to an edge of the window lies over nothing then.
    high = Size(width=size["width"], height=3000)
    player = opened(page, lone, CLOSING, high, f"#{CLOSING.id}.{first_closed(film)}")
    check_faults(page, player)
    player.use("mouse", ".fm-shelf summary")
    player.use("mouse", ".fm-instructions > summary")
    check_faults(page, player)
    for command in ("first", "last"):
        player.press("mouse", command)
        check_faults(page, player)


def check_faults(page: Page, player: Player) -> None:
    """Nothing is wrong, and nothing too pale in the dark."""
    middle(player.window, player(".fm-source"))
    assert faults(page, f"#{player.id}") == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, f"#{player.id}", COLOURS) == []
    page.emulate_media(color_scheme="light")


@pytest.mark.parametrize("size", SIZES, ids=["wide", "narrow"])
def test_every_control_has_its_name(page: Page, lone: str, size: Size) -> None:
    opened(page, lone, FIRST, size)
    player = page.locator(f"#{FIRST.id} .fm-player")
    names = ["First", "Back", "Next", "Last", "Play", "Next line", "Next transfer", "Copy link"]
    for name in names:
        assert player.get_by_role("button", name=name, exact=True).count() == 1, name
    for name in ("transfer", "line", "instruction"):
        assert player.get_by_role("radio", name=name, exact=True).count() == 1
    assert player.get_by_role("group", name="Step by").count() == 1
    assert player.get_by_role("slider", name="Step").get_attribute("aria-valuetext")
    player.locator("summary").last.click()
    assert player.get_by_role("combobox").count() == 1
    for name in ("Source", "Frames", "Printed so far", "Instructions"):
        assert player.get_by_role("group", name=name).count() >= 1, name


def test_the_sentence_of_each_step_is_spoken(page: Page, lone: str) -> None:
    player = opened(page, lone, FIRST)
    region = page.locator(f"#{FIRST.id} [aria-live]")
    assert region.get_attribute("aria-live") == "polite"
    region.evaluate("item => { window.region = item }")
    for view in FILM.views(LEVEL)[1:]:
        player.press("mouse", "next")
        # A region that is new on the page is not read out: it has to be the same one.
        assert region.evaluate("item => item === window.region")
        player.check(view)


@pytest.mark.parametrize("microscope", EVERY)
def test_nothing_is_cut_or_hidden_on_a_desk_nor_sticks_out_on_a_telephone(
    page: Page, site: str, microscope: Microscope
) -> None:
    opened(page, site, microscope)
    found = call(Chromium(page), "through", microscope.id, "transfer", ["misfits", "hidden"])
    assert [step["misfits"] + step["hidden"] for step in found] == [[]] * len(found)
    page.set_viewport_size({"width": NARROW["width"], "height": NARROW["height"]})
    found = call(Chromium(page), "through", microscope.id, "line", ["misfits"])
    assert [step["misfits"] for step in found] == [[]] * len(found)


@pytest.mark.parametrize(
    "parts",
    [
        ".fm-controls button, .fm-copy, input[type=range], .fm-levels label, select",
        ".fm-instructions > summary",
        ".fm-shelf summary",
    ],
)
def test_what_is_touched_is_big_enough_for_a_finger(page: Page, lone: str, parts: str) -> None:
    at = first_closed(Film(CLOSING.data))
    player = opened(page, lone, CLOSING, NARROW, f"#{CLOSING.id}.{at}")
    player.use("mouse", ".fm-instructions > summary")
    small = (
        page.locator(f"#{CLOSING.id} .fm-player")
        .locator(parts)
        .evaluate_all(
            "all => all.filter(item => item.getBoundingClientRect().height < 44)"
            ".map(item => item.outerHTML.slice(0, 80))"
        )
    )
    assert small == []


def test_the_controls_stay_in_sight_on_a_telephone(page: Page, site: str) -> None:
    player = opened(page, site, FIRST, NARROW)
    middle(player.window, player(".fm-source"))
    bottom = page.locator(player(".fm-controls")).evaluate(
        "item => item.getBoundingClientRect().bottom"
    )
    assert bottom <= NARROW["height"]
    middle(player.window, player("[data-command=next]"))


def test_without_colours_a_bar_stands_only_beside_what_it_marks(page: Page, lone: str) -> None:
    player = opened(page, lone, CLOSING)
    page.emulate_media(forced_colors="active")
    try:
        for _ in Film(CLOSING.data).of(LEVEL):
            bars = page.locator(player(":is(.fm-line, .fm-variables dt)")).evaluate_all(
                "all => all.map(item => [getComputedStyle(item).borderLeftColor,"
                " item.matches('.fm-at-running, .fm-changed *')])"
            )
            unmarked = {colour for colour, is_marked in bars if not is_marked}
            marked = {colour for colour, is_marked in bars if is_marked}
            assert len(unmarked) == 1 and not unmarked & marked
            player.press("mouse", "next")
    finally:
        page.emulate_media(forced_colors="none")


def test_of_what_was_printed_whole_lines_are_seen(page: Page, lone: str) -> None:
    player = opened(page, lone, CLOSING)
    player.press("mouse", "last")
    height, padding, line = page.locator(player(".fm-printed pre")).evaluate(
        "item => (look => [item.clientHeight, parseFloat(look.paddingTop) +"
        " parseFloat(look.paddingBottom), parseFloat(look.lineHeight)])(getComputedStyle(item))"
    )
    assert padding == 0
    assert abs(height / line - round(height / line)) < 0.1


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_by_itself(
    page: Page, site: str, motion: Literal["reduce", "no-preference"]
) -> None:
    page.emulate_media(reduced_motion=motion)
    player = opened(page, site, FIRST)
    for command in ("next", "last"):
        player.press("mouse", command)
        assert page.evaluate("document.getAnimations().length") == 0
    before = player.shown()
    page.wait_for_timeout(1200)
    assert player.shown() == before


def test_each_state_has_a_shape_of_its_own(page: Page, lone: str) -> None:
    shapes: dict[str, set[str]] = {}
    player = opened(page, lone, CLOSING)
    for _ in Film(CLOSING.data).of(LEVEL):
        pairs = page.locator(player(".fm-frame")).evaluate_all(
            "all => all.map(box => [[...box.classList].find(name => name !== 'fm-frame'),"
            " box.querySelector('.fm-state svg').innerHTML])"
        )
        for state, shape in pairs:
            shapes.setdefault(state, set()).add(shape)
        player.press("mouse", "next")
    assert all(len(found) == 1 for found in shapes.values())
    assert len(set().union(*shapes.values())) == len(shapes) == 5
