"""Exercises in Chromium: what the reader wrote is checked, in the page and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests.axe import faults
from tests.browsers import NO_SERVICE_WORKER
from tests.exercises import Exercise
from tests.windows import NARROW, WIDE, Size, Window, wait

LARGEST = "#send-largest-exercise"
SOLVED = "book-done:solved:send/largest"

RIGHT = "def largest():\n    top = yield\n    while True:\n        top = max(top, (yield top))\n"
FROM_ZERO = "def largest():\n    top = 0\n    while True:\n        top = max(top, (yield top))\n"
FAILS = "def largest():\n    yield\n\n\nnext(largest)\n"
ENDLESS = "def largest():\n    while True:\n        pass\n    yield\n"


@pytest.fixture
def page(tab: Page, site: str) -> Page:
    """The chapter on send."""
    tab.goto(f"{site}send.html")
    return tab


@pytest.fixture
def largest(page: Page) -> Exercise:
    return Exercise(page, LARGEST)


@pytest.fixture(scope="module")
def lasting(browser: Browser, site: str) -> Iterator[Page]:
    """The chapter on send, opened once: Python begins there once for all tests."""
    with browser.new_context(viewport=WIDE, reduced_motion="reduce") as context:
        context.add_init_script(NO_SERVICE_WORKER)
        page = context.new_page()
        page.goto(f"{site}send.html")
        yield page


@pytest.fixture
def again(lasting: Page) -> Exercise:
    """An exercise that others may have tried before, and of which nothing is kept."""
    lasting.evaluate("localStorage.clear()")
    return Exercise(lasting, LARGEST)


def test_a_wrong_answer_shows_what_failed_and_how(again: Exercise) -> None:
    expect(again.check(FROM_ZERO)).to_have_text("4 checks failed, 4 passed.")
    expect(again.verdict).to_have_attribute("data-kind", "failed")
    first = again.place.locator(".exercise-failure").first
    expect(first.locator(".exercise-input")).to_have_text(">>> next(record)")
    expect(first.locator("dd")).to_have_text(["no output", "0"])
    below_zero = again.place.locator(".exercise-failure").nth(2)
    expect(below_zero.locator("dd")).to_have_text(["[-7, -7, -2, -2]", "[0, 0, 0, 0]"])


def test_what_fails_after_the_first_three_is_folded(again: Exercise) -> None:
    again.check(FROM_ZERO)
    expect(again.place.locator(".exercise-failure").nth(3)).to_be_hidden()
    again.place.get_by_text("1 more").click()
    expect(again.place.locator(".exercise-failure").nth(3)).to_be_visible()


def test_a_right_answer_passes_and_is_remembered(largest: Exercise, page: Page) -> None:
    expect(largest.place.locator(".exercise-solved")).to_have_text("")
    expect(largest.check(RIGHT)).to_have_text("All 6 checks passed.")
    expect(largest.place.locator(".exercise-failures")).to_be_hidden()
    expect(largest.place.locator(".exercise-solved")).to_have_text("Solved")
    print_of_it = largest.place.get_attribute("data-print")
    assert page.evaluate(f"localStorage.getItem('{SOLVED}')") == print_of_it
    page.reload()
    expect(largest.place.locator(".exercise-solved")).to_have_text("Solved")
    page.evaluate(f"localStorage.setItem('{SOLVED}', 'asked for something else')")
    page.reload()
    expect(largest.place.locator(".exercise-solved")).to_have_text("")


def test_the_start_does_not_pass_and_is_in_the_editor_from_then_on(largest: Exercise) -> None:
    expect(largest.place.locator("textarea")).to_have_count(0)
    expect(largest.check()).to_have_attribute("data-kind", "failed")
    expect(largest.place.locator("textarea")).to_have_value(re.compile("number = yield$"))
    expect(largest.button).to_be_focused()


def test_an_answer_that_was_changed_since_is_said_to_be(again: Exercise) -> None:
    again.check(FROM_ZERO)
    again.write(RIGHT)
    expect(again.verdict).to_have_text("4 checks failed, 4 passed. You have changed it since.")
    expect(again.check()).to_have_text("All 6 checks passed.")


def test_an_answer_that_raises_is_shown_as_python_shows_it(again: Exercise) -> None:
    said = again.check(FAILS)
    expect(said).to_have_text("Nothing was checked. largest_start.py, line 5: the listing raised:")
    expect(said).to_have_attribute("data-kind", "problem")
    traceback = again.place.locator(".exercise-failures pre")
    expect(traceback).to_contain_text("TypeError: 'function' object is not an iterator")
    assert again.window.run(f"localStorage.getItem('{SOLVED}')") is None


def test_an_answer_that_never_ends_is_stopped(again: Exercise) -> None:
    again.check(FROM_ZERO)
    again.write(ENDLESS)
    again.button.click()
    expect(again.button).to_have_text("Stop")
    again.button.click()
    assert again.said() == "stopped"
    expect(again.verdict).to_contain_text("Stopped before all was checked.")
    expect(again.check(RIGHT)).to_have_text("All 6 checks passed.")


def test_a_double_click_checks_and_does_not_stop(again: Exercise) -> None:
    again.check(FROM_ZERO)
    again.write(ENDLESS)
    again.button.click()
    again.button.dispatch_event("click", {"detail": 2})  # the button has moved from under the mouse
    expect(again.button).to_have_text("Stop")
    again.button.page.wait_for_timeout(500)
    expect(again.button).to_have_text("Stop")
    again.button.click()
    assert again.said() == "stopped"


def test_a_check_is_stopped_while_its_editor_is_loaded(largest: Exercise, page: Page) -> None:
    held: list[Route] = []
    page.route("**/editor.js*", lambda route: held.append(route))  # noqa: PLW0108  (no builtins there)
    largest.button.click()
    while not held:
        page.wait_for_timeout(50)
    start = largest.place.locator("figure[data-block$=_start]")
    largest.button.click()
    assert largest.said() == "stopped"
    held[0].continue_()
    expect(start.locator("textarea")).to_be_visible()
    expect(start.locator(".live-status")).to_have_text("")


def test_an_answer_that_ends_python_leaves_nothing_under_its_block(again: Exercise) -> None:
    said = again.check("import os\nos._exit(3)\n")
    expect(said).to_contain_text("The code ended Python itself, with exit status 3.")
    start = again.place.locator("figure[data-block$=_start]")
    expect(start.locator(".live-status")).to_have_text("")
    expect(again.check(RIGHT)).to_have_text("All 6 checks passed.")


def test_nothing_leaves_the_browser(largest: Exercise, page: Page, site: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108  (no builtins there)
    largest.check(RIGHT)
    assert asked
    for request in asked:
        assert request.method == "GET"
        assert request.url.startswith((site, f"blob:{site}"))
        assert "largest" not in request.url


def test_what_can_not_be_loaded_is_said_and_can_be_tried_again(
    largest: Exercise, page: Page
) -> None:
    page.route("**/exercise.js*", lambda route: route.abort())
    largest.button.click()
    problem = largest.place.locator(".block-problem")
    problem.wait_for()
    expect(problem).to_contain_text("exercise.js could not be loaded.")
    page.unroute("**/exercise.js*")
    expect(largest.check(RIGHT)).to_have_text("All 6 checks passed.")
    expect(problem).to_have_count(0)


VIEWS: list[tuple[Literal["light", "dark"], Size]] = [("light", WIDE), ("dark", NARROW)]


def shut_out(page: Page) -> list[str]:
    """Return what shuts readers out, wide and light as well as narrow and dark."""
    found: list[str] = []
    for scheme, size in VIEWS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        found += faults(page, LARGEST)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"the page is wider than {size['width']}")
    return found


def test_no_state_of_an_exercise_shuts_readers_out(largest: Exercise, page: Page) -> None:
    page.evaluate(f"document.querySelectorAll('{LARGEST} details').forEach(one => one.open = true)")
    found = {"at first": shut_out(page)}
    for text in (FROM_ZERO, FAILS, RIGHT):
        largest.check(text)
        found[text] = shut_out(page)
    largest.write(FROM_ZERO)
    found["changed since"] = shut_out(page)
    assert {state: said for state, said in found.items() if said} == {}


def test_without_scripts_all_of_an_exercise_can_be_reached(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}send.html")
    exercise = page.locator(LARGEST)
    expect(exercise.locator("button")).to_have_count(0)
    hints = exercise.locator(".exercise-hint")
    for hint in hints.all():
        expect(hint.locator("p")).to_be_hidden()
        hint.locator("summary").click()
        expect(hint.locator("p")).to_be_visible()
    exercise.get_by_text("What is checked", exact=True).click()
    expect(exercise.locator(".exercise-checks figure")).to_be_visible()
    exercise.get_by_role("link", name="Solution", exact=True).click()
    expect(page.locator("#send-largest")).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^Exercise \d+\.1$")).click()
    expect(exercise).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("place", ["send-largest-solution", "send-largest"])
def test_an_address_within_a_solution_opens_it(
    new_window: Callable[..., Window], site: str, place: str
) -> None:
    window = new_window()
    window.open(f"{site}solutions/send.html#{place}")
    wait(window, f"document.getElementById('{place}').checkVisibility()")
    assert window.run("document.querySelectorAll('details.solution[open]').length") == 1


def test_in_print_nothing_is_folded(page: Page, site: str) -> None:
    page.emulate_media(media="print")
    expect(page.locator(f"{LARGEST} .exercise-checks figure")).to_be_visible()
    expect(page.locator(f"{LARGEST} .exercise-check")).to_be_hidden()
    page.goto(f"{site}solutions/send.html")
    expect(page.locator("#send-largest")).to_be_visible()
    page.emulate_media(media="screen")
    expect(page.locator("#send-largest")).to_be_hidden()
