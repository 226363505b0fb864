"""Everything that the player of a recording can be told to do, by mouse, keyboard and touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest

from tests.lone_microscopes import served_alone
from tests.players import HOWS, How, Player
from tests.recorded import LEVELS
from tests.seen import Film
from tests.tried import ALL, CLOSING, FILM, LEVEL, STEPS, NewWindow, opened
from tests.windows import WIDE, wait


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Pages with nothing but microscopes: the player is the same in them."""
    with served_alone() as address:
        yield address


# Buttons

#: Each button, with another level to go on from than that of the button before, and at both ends.
WALK = (
    *("next", "next", "line", "line", "back", "transfer", "first"),
    *("last", "back", "transfer", "last", "next", "line"),
)


@pytest.mark.parametrize("how", HOWS)
def test_every_button_leads_where_it_says(new_window: NewWindow, site: str, how: How) -> None:
    player = opened(new_window, site, how)
    level, index = LEVEL, 0
    ways: dict[str, Callable[[], int]] = {
        "first": lambda: FILM.of(level)[0],
        "back": lambda: FILM.before(level, index),
        "next": lambda: FILM.after(level, index),
        "last": lambda: FILM.of(level)[-1],
        "line": lambda: FILM.after("line", index),
        "transfer": lambda: FILM.after("transfer", index),
    }
    for command in WALK:
        view = FILM.view(level, ways[command]())
        level, index = view.level, view.step.index
        player.press(how, command)
        player.check(view)


@pytest.mark.parametrize("how", HOWS)
def test_it_plays_step_by_step_until_it_is_told_to_pause(
    new_window: NewWindow, site: str, how: How
) -> None:
    player = opened(new_window, site, how)
    player.press(how, "play")
    assert player.ask("[data-command=play]", "item.textContent") == "Pause"
    wait_for_step(player, 2)
    player.press(how, "play")
    assert player.ask("[data-command=play]", "item.textContent") == "Play"
    stopped = player.shown()
    player.window.run("new Promise(resolve => setTimeout(resolve, 1500))")
    assert player.shown() == stopped


def wait_for_step(player: Player, position: int) -> None:
    slider = f"document.querySelector({player('input[type=range]')!r})"
    wait(player.window, f"Number({slider}.value) >= {position}")


def test_it_stops_at_the_end_and_plays_again_from_the_start(
    new_window: NewWindow, site: str
) -> None:
    player = opened(new_window, site, at=STEPS[-2])
    player.press("mouse", "play")
    player.check(FILM.view(LEVEL, STEPS[-1]))
    button = player("[data-command=play]")
    wait(player.window, f"document.querySelector({button!r}).textContent === 'Play'")
    player.press("mouse", "play")
    player.check(FILM.view(LEVEL, STEPS[0]))


def test_whoever_goes_elsewhere_while_it_plays_stops_it(new_window: NewWindow, site: str) -> None:
    player = opened(new_window, site)
    player.press("mouse", "play")
    player.press("mouse", "first")
    assert player.ask("[data-command=play]", "item.textContent") == "Play"


#: Goes through all steps by line, and returns what stands beside links on the way.
LABELS = """
(() => {
  const player = document.querySelector("%s");
  player.querySelector("[value=line]").click();
  const next = player.querySelector("[data-command=next]");
  const labels = new Set();
  for (; next.getAttribute("aria-disabled") !== "true"; next.click())
    for (const label of player.querySelectorAll(".fm-label")) labels.add(label.textContent);
  return [...labels];
})()
"""


def test_a_with_statement_resumes_its_manager_and_not_the_call_behind_it(
    new_window: NewWindow, site: str
) -> None:
    managed = next(one for one in ALL if one.page == "context-managers.html")
    player = Player.opened(new_window(WIDE), site, managed)
    labels = player.window.run(LABELS % player(""))
    assert "resumed by with" in labels
    assert [label for label in labels if "borrowed" in label] == []


# Levels


@pytest.mark.parametrize("how", HOWS)
def test_a_level_shows_the_last_of_its_steps_that_has_been_reached(
    new_window: NewWindow, site: str, how: How
) -> None:
    index = FILM.of("instruction")[-1] // 2
    player = opened(new_window, site, how, at=index)
    reached = index
    order = ["transfer", "line", "instruction", "line", "transfer", "instruction", "transfer"]
    for before, level in pairwise(["instruction", *order]):
        choose(player, how, before, level)
        reached = max(step for step in FILM.of(level) if step <= reached)
        player.check(FILM.view(level, reached))


def choose(player: Player, how: How, before: str, level: str) -> None:
    if how != "keyboard":
        player.use(how, f"label:has(input[value={level}])")
        return
    player.focus(f"input[value={before}]")
    steps = LEVELS.index(level) - LEVELS.index(before)
    for _ in range(abs(steps)):
        player.window.press("ArrowRight" if steps > 0 else "ArrowLeft")


def test_the_level_is_remembered(new_window: NewWindow, site: str) -> None:
    player = opened(new_window, site)
    player.use("mouse", "label:has(input[value=line])")
    again = Player.opened(player.window, site, CLOSING)
    again.check(Film(CLOSING.data).view("line", 0))


# The slider and the timeline


@pytest.mark.parametrize("how", ["mouse", "touch"])
@pytest.mark.parametrize("part", ["input[type=range]", ".fm-drawing"])
def test_a_click_on_the_slider_or_the_timeline_goes_to_the_step_there(
    new_window: NewWindow, site: str, how: How, part: str
) -> None:
    player = opened(new_window, site, how)
    for position in (len(STEPS) - 1, len(STEPS) // 2, 1, len(STEPS) - 2, 0):
        player.use_at(how, part, player.place(position, len(STEPS)))
        player.check(FILM.view(LEVEL, STEPS[position]))


def test_the_slider_keeps_the_keys_that_sliders_have(new_window: NewWindow, site: str) -> None:
    player = opened(new_window, site)
    player.focus("input[type=range]")
    last = len(STEPS) - 1
    for key, position in {"ArrowRight": 1, "End": last, "ArrowLeft": last - 1, "Home": 0}.items():
        player.window.press(key)
        player.check(FILM.view(LEVEL, STEPS[position]))
        assert player.has_focus("input[type=range]")


# Lines of the source


@pytest.mark.parametrize("how", HOWS)
def test_a_line_of_the_source_leads_to_the_next_step_at_which_a_frame_comes_to_it(
    new_window: NewWindow, site: str, how: How
) -> None:
    player = opened(new_window, site, how)
    level, index = LEVEL, 0
    keys = lines(player)
    # Each way round: from the last to the first, and then down again.
    for key in [*keys[::-3], *keys[::4]]:
        source, line = map(int, key.split(":"))
        step = FILM.at_line(source, line, index)
        if step is not None:
            view = FILM.view(level, step)
            level, index = view.level, step
        go_to_line(player, how, key)
        player.check(FILM.view(level, index))


def lines(player: Player) -> list[str]:
    """Return all lines, as `source:line`."""
    found: list[str] = player.ask(
        ".fm-source", "[...item.querySelectorAll('[data-line]')].map(one => one.dataset.line)"
    )
    return found


NEXT_FRAME = """new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(0))))"""


def go_to_line(player: Player, how: How, key: str) -> None:
    if how != "keyboard":
        player.window.run(NEXT_FRAME)  # by then the source has been scrolled to the line that runs
        player.use(how, f"[data-line='{key}']")
        return
    player.focus(".fm-source [tabindex='0']")
    keys = lines(player)
    away = keys.index(key) - keys.index(
        player.ask(".fm-source [tabindex='0']", "item.dataset.line")
    )
    for _ in range(abs(away)):
        player.window.press("ArrowDown" if away > 0 else "ArrowUp")
    assert player.has_focus(f"[data-line='{key}']")
    player.window.press("Enter")
    assert player.has_focus(f"[data-line='{key}']")
