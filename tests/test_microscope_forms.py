"""Where the player can't play, the static form stays; a page of one recording stands alone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page

from gentools import Trace, record
from gentools._film.film import film as film_of
from snippets.finding import find_interpreters
from tests.book_films import Microscope
from tests.lone_microscopes import served_alone
from tests.players import Player, check, in_order
from tests.recorded import LEVELS
from tests.seen import Film
from tests.sites import HTML, ROOT, served
from tests.tried import ALL, FIRST, SECOND, NewWindow
from tests.windows import NARROW, WIDE, Chromium, Window, call

Json = dict[str, Any]

PROGRAM = """\
def count(end):
    for number in range(end):
        got = yield number
        print("<got>", got)
    return "done"

counter = count(2)
next(counter)
counter.send("café")
counter.close()
"""


@pytest.fixture
def page(tab: Page) -> Page:
    return tab


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[Page]:
    """A page of a browser in which no script runs."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def lone() -> Iterator[str]:
    """Pages with nothing but microscopes: the player is the same in them."""
    with served_alone() as address:
        yield address


@pytest.fixture(scope="module")
def scriptless() -> Iterator[str]:
    """The site without its scripts, so that the static form stays; those of a test run there."""
    with served(missing={".js"}) as address:
        yield address


# The static form


#: The height of the letters of each timeline in sight, in pixels.
LETTERS = """all => all.filter(svg => svg.checkVisibility())
    .map(svg => 11 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)"""
#: What stands between the name of a variable and its value.
GAPS = """all => all.map(name => name.nextElementSibling.getClientRects()[0].left
    - [...name.getClientRects()].at(-1).right)"""
#: The parts of a state that are on another line than its sign.
APART = """all => all.filter(state => { const text = [...state.childNodes].find(node => node.data);
    const range = document.createRange(); range.selectNode(text);
    return range.getBoundingClientRect().top > state.firstChild.getBoundingClientRect().bottom; })
    .map(state => state.textContent)"""


@pytest.mark.parametrize("name", sorted({one.page for one in ALL}))
def test_the_static_form_can_be_read_on_a_desk_and_on_a_telephone(
    page: Page, scriptless: str, name: str
) -> None:
    page.goto(scriptless + name)
    for size in (WIDE, NARROW):
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        for microscope in (one for one in ALL if one.page == name):
            check_legible(page.locator(f"#{microscope.id} .film"))


def check_legible(film: Locator) -> None:
    letters = film.locator(".fm-timeline").evaluate_all(LETTERS)
    assert len(letters) == 1 and 10.5 <= letters[0] < 13
    gaps = film.locator(".fm-variables dt").evaluate_all(GAPS)
    assert all(0 < gap < 12 for gap in gaps)
    assert film.locator(".fm-state").evaluate_all(APART) == []
    assert film.evaluate("item => item.scrollWidth <= item.clientWidth")


@pytest.mark.parametrize("microscope", [pytest.param(one, id=one.id) for one in ALL])
def test_without_a_script_the_static_form_tells_it_all(
    still: Page, site: str, microscope: Microscope
) -> None:
    if still.url != site + microscope.page:
        still.goto(site + microscope.page)
    figure = still.locator(f"#{microscope.id}")
    assert figure.locator(".fm-player").count() == 0
    assert figure.locator(".fm-problem").count() == 0
    film = Film(microscope.data)
    panels = figure.locator(".panel")
    said = [quoted(html) for html in panels.locator(".fm-sentence").evaluate_all(INNER)]
    steps = [int(one.rpartition(".")[2]) for one in panels.evaluate_all(IDS)]
    assert said == [film.data["sentences"][step] for step in steps]
    assert set(steps) <= set(film.panels)
    assert panels.filter(visible=True).count() == len(steps)
    left_out = figure.locator(".fm-left-out").count()
    assert left_out > 0 or len(steps) == len(film.panels)
    assert film.trace.end.sentence.rstrip(".") in figure.locator(".fm-end").inner_text()


INNER = "all => all.map(item => item.innerHTML)"


IDS = "all => all.map(item => item.id)"


def quoted(html: str) -> str:
    """Return a sentence as it was made, with its code between backticks."""
    soup = BeautifulSoup(html, "html.parser")
    for code in soup.find_all("code"):
        code.replace_with(f"`{code.get_text()}`")
    return soup.get_text()


def test_an_address_of_a_step_leads_to_its_panel_where_no_script_runs(
    still: Page, site: str
) -> None:
    still.goto(site + FIRST.page)
    ids = still.locator(f"#{FIRST.id} .panel").evaluate_all(IDS)
    assert all(one.startswith(f"{FIRST.id}.") for one in ids)


def test_paper_shows_the_static_form(page: Page, site: str) -> None:
    player = Player.opened(Chromium(page), site, FIRST)
    assert page.locator(player("[aria-live]")).is_visible()
    assert not page.locator(f"#{FIRST.id} .film").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(player("[aria-live]")).is_visible()
    assert page.locator(f"#{FIRST.id} .film").is_visible()


# Films that can't be played


def newer(film: Json) -> Json:
    return {**film, "version": film["version"] + 1}


def newer_trace(film: Json) -> Json:
    return {**film, "trace": newer(film["trace"])}


def without_sentences(film: Json) -> Json:
    return {**film, "sentences": film["sentences"][:-1]}


def without_levels(film: Json) -> Json:
    return {key: value for key, value in film.items() if key != "levels"}


def with_strange_frame(film: Json) -> Json:
    steps = film["trace"]["steps"]
    return {**film, "trace": {**film["trace"], "steps": [*steps[:-1], {**steps[-1], "frame": 99}]}}


BROKEN: dict[str, tuple[Callable[[Json], object], str]] = {
    "newer": (newer, "newer version of gentools"),
    "newer trace": (newer_trace, "newer version of gentools"),
    "no levels": (without_levels, "is damaged"),
    "a sentence less": (without_sentences, "is damaged"),
    "a frame that is not there": (with_strange_frame, "is damaged"),
    "something else": (lambda film: None, "is damaged"),
    "no JSON": (lambda film: "half", "is damaged"),
}


def replace(page: Page, microscope: Microscope, text: str) -> None:
    """Serve the script of a film with another text in the place of it."""
    script = (HTML / "_static" / "films" / f"{microscope.script}.js").read_text("utf-8")
    assert microscope.text in script
    changed = script.replace(microscope.text, text)
    page.route(f"**/{microscope.script}.js*", lambda route: route.fulfill(body=changed))


@pytest.mark.parametrize("case", BROKEN)
def test_a_film_that_cannot_be_played_is_said_to_be_so_and_its_static_form_stays(
    page: Page, lone: str, case: str
) -> None:
    damage, reason = BROKEN[case]
    text = json.dumps(damage(FIRST.data)).replace("<", "\\u003c")
    replace(page, FIRST, text[: len(text) // 2] if case == "no JSON" else text)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    # The other player of the page plays on.
    Player.opened(Chromium(page), lone, SECOND)
    figure = page.locator(f"#{FIRST.id}")
    assert reason in figure.locator(".fm-problem").inner_text()
    assert figure.locator(".film").is_visible()
    assert figure.locator(".fm-player").count() == 0
    assert len(errors) == (case == "no JSON")  # that is no JavaScript, either


def served_film(page: Page, lone: str, data: Json) -> None:
    """Open the first microscope's page with another film in its place, and compare all of it."""
    replace(page, FIRST, json.dumps(data).replace("<", "\\u003c"))
    Player.opened(Chromium(page), lone, FIRST)
    compare(Chromium(page), FIRST.id, Film(data))


def compare(window: Window, name: str, film: Film) -> None:
    for level in LEVELS:
        found = call(window, "through", name, level, ["shown"])
        for view, seen in zip(film.views(level), found, strict=True):
            check(in_order(seen["shown"]), view)


RECORD = """\
import sys
from gentools import record
from gentools._film.film import dump, film
print(dump(film(record(sys.stdin.read(), follow=["count"], others="line"))))
"""


def test_a_stack_that_this_python_does_not_show_is_said_to_be_so(page: Page, lone: str) -> None:
    found = [one for one in find_interpreters()[0] if one.version == (3, 13)]
    if not found:
        pytest.skip("no CPython 3.13 on this machine")
    done = subprocess.run(
        [found[0].command[0], "-c", RECORD],
        input=PROGRAM,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    data = json.loads(done.stdout)
    assert data["trace"]["stack"] == "not visible"
    served_film(page, lone, data)


# A page of one recording


@pytest.fixture(scope="module")
def trace() -> Trace:
    return record(PROGRAM, name="count.py", follow=["count"], others="line")


@pytest.fixture
def file(tmp_path: Path, trace: Trace) -> Path:
    path = tmp_path / "count.html"
    path.write_text(trace.to_html(), encoding="utf-8")
    return path


def test_a_page_of_one_recording_plays_from_the_disk(
    new_window: NewWindow, file: Path, trace: Trace
) -> None:
    window = new_window()
    window.open(file.as_uri())
    player = Player(window, "run")
    player.settle()
    film = Film(json.loads(json.dumps(film_of(trace))))
    player.check(film.view("instruction", 0))
    player.press("mouse", "next")
    player.window.press("ArrowRight")
    player.check(film.view("instruction", 2))
    compare(window, "run", film)


def test_it_is_light_or_dark_as_the_reader_wishes(page: Page, file: Path) -> None:
    paper, ink = colours_of(page, file, "light")
    assert paper > 200 and ink < 100
    paper, ink = colours_of(page, file, "dark")
    assert paper < 100 and ink > 150


def colours_of(page: Page, file: Path, scheme: Literal["light", "dark"]) -> list[int]:
    """Return how bright a frame is, and the text in it, of 255."""
    page.emulate_media(color_scheme=scheme)
    page.goto(file.as_uri())
    found: list[int] = page.locator(".fm-player .fm-running").evaluate(
        "item => [getComputedStyle(item).backgroundColor, getComputedStyle(item).color]"
        ".map(colour => Number(colour.match(/\\d+/)[0]))"
    )
    return found


def test_its_text_stands_without_a_script(still: Page, file: Path, trace: Trace) -> None:
    still.goto(file.as_uri())
    assert still.locator("pre").is_visible()
    assert still.locator("pre").text_content() == str(trace)
    assert still.locator(".fm-player").count() == 0
