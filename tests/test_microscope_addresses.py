"""A step has an address: it is followed, kept up to date, and copied. Players share a page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.lone_microscopes import served_alone
from tests.players import HOWS, How, Player
from tests.tried import BETWEEN, FILM, FIRST, LEVEL, SECOND, STEPS, NewWindow, opened
from tests.windows import Window, wait

LAST = STEPS[-1]


@pytest.fixture(scope="module")
def lone() -> Iterator[str]:
    """Pages with nothing but microscopes: the player is the same in them."""
    with served_alone() as address:
        yield address


def address(window: Window) -> str:
    return str(window.run("location.hash"))


def in_sight(player: Player) -> str:
    """Return the condition that a part of the player is in the window."""
    return (
        "(({ top, bottom }) => bottom > 0 && top < innerHeight)"
        f"(document.querySelector('#{player.id} .fm-player').getBoundingClientRect())"
    )


def is_in_sight(player: Player) -> bool:
    return bool(player.window.run(in_sight(player)))


@pytest.mark.parametrize("index", [STEPS[4], BETWEEN, LAST - 1])
def test_an_address_opens_a_page_at_its_step(new_window: NewWindow, site: str, index: int) -> None:
    player = opened(new_window, site, at=index)
    player.check(FILM.view(LEVEL, index))
    wait(player.window, "scrollY > 0")
    assert is_in_sight(player)


def test_an_address_below_a_microscope_leads_there_and_stays_there(
    new_window: NewWindow, site: str
) -> None:
    """A player is less high than the strip it takes the place of."""
    player = opened(new_window, site)
    figures = "[...document.querySelectorAll('figure[id]')].map(figure => figure.id)"
    below = player.window.run(f"(ids => ids[ids.indexOf('{FIRST.id}') + 1])({figures})")
    top = f"Math.round(document.getElementById({below!r}).getBoundingClientRect().top)"
    player.window.open(f"{site}{FIRST.page}#{below}")
    led = player.window.run(top)
    wait(player.window, f"document.querySelector('#{FIRST.id} .fm-cursor') !== null")
    assert abs(player.window.run(top) - led) <= 1
    assert 0 <= led < 200


def test_a_page_that_is_open_follows_a_change_of_its_address(
    new_window: NewWindow, site: str
) -> None:
    player = opened(new_window, site)
    for index in (STEPS[5], LAST, STEPS[1]):
        player.window.run(f"location.hash = '#{FIRST.id}.{index}'")
        wait(player.window, "scrollY > 0")
        view = FILM.view(player.shown()["level"], index)
        wait_for(player, view.position)
        player.check(view)


def wait_for(player: Player, position: int) -> None:
    slider = f"document.querySelector({player('input[type=range]')!r})"
    wait(player.window, f"{slider}.value === '{position}'")


def test_an_address_that_names_no_step_leaves_the_player_alone(
    new_window: NewWindow, lone: str
) -> None:
    player = opened(new_window, lone, at=STEPS[2])
    for end in ("", ".", ".x", ".-1", ".1e1", f".{LAST + 1}", "x.3"):
        player.window.run(f"location.hash = '#{FIRST.id}{end}'")
        player.window.run("new Promise(resolve => setTimeout(resolve))")
        player.check(FILM.view(LEVEL, STEPS[2]))


def test_the_address_says_where_the_reader_is_and_leads_back_there(
    new_window: NewWindow, lone: str
) -> None:
    player = opened(new_window, lone)
    past = player.window.run("history.length")
    for _ in range(3):
        player.press("mouse", "next")
    wait(player.window, f"location.hash === '#{FIRST.id}.{STEPS[3]}'")
    # Going through steps is no journey that the reader has to go back through.
    assert player.window.run("history.length") == past
    player.window.open(player.window.run("location.href"))
    again = Player(player.window, FIRST.id)
    again.settle()
    again.check(FILM.view(LEVEL, STEPS[3]))


@pytest.mark.parametrize("how", HOWS)
def test_a_button_copies_the_address_of_the_step(
    new_window: NewWindow, lone: str, how: How
) -> None:
    player = opened(new_window, lone, how)
    player.press(how, "last")
    player.press(how, "copy")
    button = f"document.querySelector({player('[data-command=copy]')!r})"
    wait(player.window, f"{button}.textContent === 'Copied'")
    assert pasted(player) == f"{lone}{FIRST.page}#{FIRST.id}.{LAST}"
    wait(player.window, f"{button}.textContent === 'Copy link'")


def pasted(player: Player) -> str:
    """Return what the clipboard holds, as a reader sees it: pasted somewhere."""
    player.window.run(
        "(area => (area.id = 'paste', document.body.append(area), area.focus(), null))"
        "(document.createElement('textarea'))"
    )
    player.window.press("Control+v")
    wait(player.window, "document.querySelector('#paste').value !== ''")
    return str(player.window.run("document.querySelector('#paste').value"))


def test_players_of_one_page_go_their_own_ways(new_window: NewWindow, lone: str) -> None:
    one = opened(new_window, lone)
    two = Player(one.window, SECOND.id)
    before = two.shown()
    one.press("mouse", "last")
    one.use("mouse", "label:has(input[value=line])")
    assert two.shown() == before
    two.press("mouse", "next")
    one.check(FILM.view("line", LAST))
    wait(one.window, f"location.hash.startsWith('#{SECOND.id}.')")
    assert two.shown()["level"] == LEVEL


def test_an_address_is_for_the_player_that_it_names(new_window: NewWindow, lone: str) -> None:
    one = opened(new_window, lone)
    one.press("mouse", "last")
    wait(one.window, f"location.hash === '#{FIRST.id}.{LAST}'")
    one.window.run(f"location.hash = '#{SECOND.id}.0'")
    two = Player(one.window, SECOND.id)
    wait_for(two, 0)
    one.check(FILM.view(LEVEL, LAST))
    wait(one.window, in_sight(two))  # it is scrolled to with the next picture of the page
